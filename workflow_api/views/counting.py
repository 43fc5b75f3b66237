"""How many tasks each view holds, in one statement however many views there are."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from rest_framework.request import Request

from shared.http.paging import COUNTED
from shared.identity.caller import Caller
from workflow_api.audit.actors import caller_of
from workflow_api.tasks.api.filters import TaskFilter
from workflow_api.tasks.models import Task
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.views.builtin import VIEWS, in_view
from workflow_api.views.models import SavedView

# A person may have many more; the first by name are counted.
MOST_COUNTED: Final = 50
Counting = tuple[str, tuple[Any, ...]]
NOTHING: Final[Counting] = ("0", ())


def counts(request: Request, saved: Sequence[SavedView]) -> dict[str, Any]:
    """By a built-in view's word, and in `saved` by a saved view's key: at most one more than is
    counted. None for a saved view that asks for what the list does not know (any more)."""
    caller = caller_of(request)
    own = _saved(request, caller, saved)
    known = {key: each for key, each in own.items() if each is not None}
    counted = _ask({**_builtin(caller), **known})
    return {
        **{view: counted[view] for view in VIEWS},
        "saved": {key: counted.get(key) for key in own},
    }


def _builtin(caller: Caller) -> dict[str, Counting]:
    seen = Task.objects.visible_to(caller).order_by()
    return {view: _counting(in_view(seen, view, caller)) for view in VIEWS}


def _saved(
    request: Request, caller: Caller, views: Sequence[SavedView]
) -> dict[str, Counting | None]:
    seen = Task.objects.visible_to(caller).order_by()
    return {f"saved-{view.pk}": _matching(request, view, seen) for view in views}


def _matching(request: Request, view: SavedView, seen: TaskQuerySet) -> Counting | None:
    asked = TaskFilter(view.filters, queryset=seen, request=request)
    known = set(view.filters) <= set(TaskFilter.base_filters)
    return _counting(asked.qs.order_by()) if known and asked.is_valid() else None


def _ask(asked: Mapping[str, Counting]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(sql for sql, _ in asked.values())}",
            [each for _, parameters in asked.values() for each in parameters],
        )
        return dict(zip(asked, cursor.fetchone(), strict=True))


def _counting(rows: TaskQuerySet) -> Counting:
    try:
        sql, parameters = rows.values("pk")[: COUNTED + 1].query.sql_with_params()
    except EmptyResultSet:
        return NOTHING
    # Both parts are ours; what people give is among the parameters.
    return f"(SELECT count(*) FROM ({sql}) AS counted)", parameters  # noqa: S608
