"""The lines of lists of tasks, in the shape that `TaskOutput` describes.

Lists are what is asked most, so their rows come from one statement, without models in between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone
from psycopg.pq import Format

from workflow_api.engine.sla import SlaState
from workflow_api.tasks.querysets import TaskQuerySet, sla_state
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

Line = dict[str, Any]
# Kept as an array, which has an order and a length: a page and its count come from one look.
_LINES: Final = """
      WITH found AS MATERIALIZED (SELECT {ids} AS ids)
    SELECT cardinality(found.ids) AS found, task.id AS task_id, 'T-' || task.id AS number,
           task.workflow_id, workflow.name AS workflow_name, version.number AS workflow_version,
           ticket.external_id AS external_ticket_id, ticket.ticket_number,
           task.title, ticket.canonical ->> 'description' AS description,
           ticket.category, ticket.sub_category, ticket.department, task.priority, task.status,
           task.current_step, item.step_name AS current_step_name, item.role AS current_role,
           item.id AS item_id, item.assignee_id AS assigned_user,
           nullif(item.assignee_name, '') AS assigned_user_name,
           task.coordinator_id AS coordinator, task.coordinator_name,
           CASE WHEN item.status = 'new' AND item.assignee_id IS NOT NULL
                THEN item.first_touch_until END AS first_touch_until,
           task.sla_deadline, task.step_deadline, task.sla_target, task.sla_at_risk_at,
           task.created_at, task.started_at, task.completed_at, task.version
      FROM found
     CROSS JOIN unnest(found.ids[{first}:{last}]) WITH ORDINALITY AS wanted(id, place)
      JOIN tasks_task task ON task.id = wanted.id
      JOIN tickets_workflowticket ticket ON ticket.id = task.ticket_id
      JOIN workflows_workflow workflow ON workflow.id = task.workflow_id
      JOIN workflows_workflowversion version ON version.id = task.workflow_version_id
      LEFT JOIN LATERAL (
            SELECT * FROM tasks_taskitem open
             WHERE open.task_id = task.id AND open.step_key = task.current_step
               AND open.status = ANY(%s)
             ORDER BY coalesce(open.assignee_id = %s::bigint, false) DESC, open.id
             LIMIT 1) item ON true
     ORDER BY wanted.place
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; `found` is the length of the whole, as far as it was looked at."""

    lines: list[Line]
    found: int


def lines(task_ids: Sequence[int], *, viewer: int | None = None) -> list[Line]:
    """One line per task, in the order given; one that is gone by now is left out.

    Of several people who work on a task at a time it names the viewer, else the first.
    """
    if not task_ids:
        return []
    statement = _LINES.format(ids="%s::bigint[]", first=1, last=len(task_ids))
    return _read(statement, [list(task_ids)], viewer).lines


def page(tasks: TaskQuerySet, *, start: int, size: int, most: int, viewer: int) -> Page:
    """The lines of a page of `tasks`, and how many there are, at most `most`: one statement."""
    try:
        statement, asked = tasks.values_list("pk")[:most].query.sql_with_params()
    except EmptyResultSet:
        return Page([], 0)
    ids = f"ARRAY({statement})"
    return _read(_LINES.format(ids=ids, first=start + 1, last=start + size), asked, viewer)


def _read(statement: str, asked: Sequence[Any], viewer: int | None) -> Page:
    now = timezone.now()
    with connection.cursor() as cursor:
        # Times as text are read by Python code: fifty of them were 7 % of a page.
        cursor.cursor.format = Format.BINARY
        cursor.execute(statement, [*asked, OPEN_ITEM_STATUSES, viewer])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = [row.pop("found") for row in rows]
    return Page([_with_clock(row, now) for row in rows], found[0] if found else 0)


def _with_clock(line: Line, now: datetime) -> Line:
    state = sla_state(
        at=line["completed_at"] or now,
        deadline=line["sla_deadline"],
        target=line.pop("sla_target"),
        at_risk_at=line.pop("sla_at_risk_at"),
    )
    return line | {"sla_state": state, "is_sla_breached": state == SlaState.BREACHED}
