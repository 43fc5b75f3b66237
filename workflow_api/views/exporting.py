"""Lists of tasks as rows of a file, however long they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.tasks.lines import Line, lines

CHUNK: Final = 500
Cell = tuple[str, Callable[[Line], Any]]


def _of(name: str) -> Callable[[Line], Any]:
    return lambda line: line[name]


def _at(name: str) -> Callable[[Line], Any]:
    """A moment in UTC, as spreadsheets read it."""
    return lambda line: f"{line[name]:%Y-%m-%d %H:%M:%S}" if line[name] else ""


# What a column of the list becomes in a file: a clock is two things there.
CELLS: Final[dict[str, tuple[Cell, ...]]] = {
    "ticket_number": (("ticket_number", _of("ticket_number")),),
    "number": (("task_number", _of("number")),),
    "title": (("title", _of("title")),),
    "priority": (("priority", _of("priority")),),
    "status": (("status", _of("status")),),
    "step": (("step", _of("current_step_name")),),
    "role": (("role", _of("current_role")),),
    "assignee": (("assignee", _of("assigned_user_name")),),
    "coordinator": (("coordinator", _of("coordinator_name")),),
    "sla": (("sla_state", _of("sla_state")), ("sla_deadline_utc", _at("sla_deadline"))),
    "category": (("category", _of("category")),),
    "sub_category": (("sub_category", _of("sub_category")),),
    "department": (("department", _of("department")),),
    "workflow": (("workflow", _of("workflow_name")),),
    "created": (("created_utc", _at("created_at")),),
    "started": (("started_utc", _at("started_at")),),
    "completed": (("completed_utc", _at("completed_at")),),
}


@transaction.atomic
def note(*, actor: Actor, asked: Mapping[str, Any]) -> None:
    """Keep in the audit who took which tasks: the filter, or how many were named."""
    chosen = asked.get("filter", {"task_ids": len(asked.get("task_ids", ()))})
    record(
        actor=actor,
        action="tasks.exported",
        object_type="tasks",
        object_id="list",
        after={"columns": asked.get("columns", []), "chosen": chosen},
    )


def header(columns: Sequence[str]) -> list[str]:
    return [name for column in columns for name, _ in CELLS[column]]


def rows(ids: Iterator[list[int]], columns: Sequence[str]) -> Iterator[list[Any]]:
    """The cells of each task, a statement for every chunk."""
    cells = [cell for column in columns for _, cell in CELLS[column]]
    for chunk in ids:
        for line in lines(chunk):
            yield [cell(line) for cell in cells]


def matching(tasks: QuerySet[Any]) -> Iterator[list[int]]:
    """The ids of the tasks, newest first, in chunks. Each is a query of its own: a reader that is
    slow keeps no transaction open."""
    last: int | None = None
    while True:
        left = tasks if last is None else tasks.filter(pk__lt=last)
        chunk = list(left.order_by("-pk").values_list("pk", flat=True)[:CHUNK])
        if chunk:
            yield chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1]


def named(tasks: QuerySet[Any], task_ids: Sequence[int]) -> Iterator[list[int]]:
    """Those of the ids that are among the tasks, in the order given."""
    for start in range(0, len(task_ids), CHUNK):
        asked = task_ids[start : start + CHUNK]
        known = set(tasks.filter(pk__in=asked).values_list("pk", flat=True))
        yield [task_id for task_id in asked if task_id in known]
