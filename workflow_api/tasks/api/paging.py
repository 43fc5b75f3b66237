"""Pages of lists of tasks."""

from typing import Any

from shared.http.paging import COUNTED, Pagination
from workflow_api.audit.actors import caller_of
from workflow_api.tasks.lines import page
from workflow_api.tasks.querysets import TaskQuerySet


class LinePagination(Pagination):
    """Reads the lines of a page and the length of its list in one statement."""

    def look(self, queryset: TaskQuerySet, start: int, size: int) -> tuple[list[Any], int]:
        assert self.request is not None
        most = max(COUNTED, start + size) + 1
        viewer = caller_of(self.request).id
        found = page(queryset, start=start, size=size, most=most, viewer=viewer)
        return found.lines, found.found
