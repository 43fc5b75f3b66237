"""Pages of lists. However long a list is, a page of it costs the same."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

# Counting more rows takes longer than reading a page of them.
COUNTED: Final = 1_000
MAX_DIGITS: Final = 9
# The query parameters that only choose a page.
PAGES: Final = frozenset({"page", "page_size"})


class Pagination(PageNumberPagination):
    """`page`, `page_size` (10, at most 100) → `{count, next, previous, results}`.

    `count` is exact up to 1000; 1001 says that there are more, which `next` leads to.
    """

    page_size = 10
    page_size_query_param = "page_size"
    max_page_size = 100

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        size = self.get_page_size(request) or self.page_size
        self._number = _page_number(request.query_params.get(self.page_query_param, "1"))
        start = (self._number - 1) * size
        rows, self._count = self.look(queryset, start, size)
        if not rows and start:
            raise NotFound("There is no such page")
        self._is_last = self._count <= start + len(rows)
        return rows

    def look(self, queryset: Any, start: int, size: int) -> tuple[list[Any], int]:
        """The rows of a page, and how many the list has: exact while nothing more can follow."""
        rows = list(queryset[start : start + size + 1])
        if len(rows) <= size:
            return rows, start + len(rows)
        return rows[:size], max(bounded_count(queryset), start + size + 1)

    def get_paginated_response(self, data: Any) -> Response:
        page = {"count": min(self._count, COUNTED + 1), "next": self.get_next_link()}
        return Response({**page, "previous": self.get_previous_link(), "results": data})

    def get_next_link(self) -> str | None:
        return None if self._is_last else self._link(self._number + 1)

    def get_previous_link(self) -> str | None:
        return None if self._number == 1 else self._link(self._number - 1)

    def _link(self, number: int) -> str:
        assert self.request is not None
        url = self.request.build_absolute_uri()
        if number == 1:
            return remove_query_param(url, self.page_query_param)
        return replace_query_param(url, self.page_query_param, number)


def reach(request: Request) -> int:
    """How many rows of its list a page looks at, those that are counted included."""
    number = _page_number(request.query_params.get("page", "1"))
    return number * Pagination.max_page_size + COUNTED + 1


def bounded_count(rows: QuerySet[Any] | Sequence[Any]) -> int:
    """How many rows there are, at most one more than COUNTED."""
    if not isinstance(rows, QuerySet):
        return len(rows)
    return rows.order_by()[: COUNTED + 1].count()


def _page_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= MAX_DIGITS and int(text)):
        raise NotFound("There is no such page")
    return int(text)
