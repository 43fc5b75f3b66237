"""The lines of lists of tasks, in the shape that `TaskOutput` describes.

Lists are what is asked most, so their rows come from one statement, without models in between.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from workflow_api.engine.sla import SlaState
from workflow_api.tasks.querysets import sla_state
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

Line = dict[str, Any]
_LINES: Final = """
    SELECT task.id AS task_id, 'T-' || task.id AS number,
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
      FROM tasks_task task
      JOIN tickets_workflowticket ticket ON ticket.id = task.ticket_id
      JOIN workflows_workflow workflow ON workflow.id = task.workflow_id
      JOIN workflows_workflowversion version ON version.id = task.workflow_version_id
      LEFT JOIN LATERAL (
            SELECT * FROM tasks_taskitem open
             WHERE open.task_id = task.id AND open.step_key = task.current_step
               AND open.status = ANY(%s)
             ORDER BY coalesce(open.assignee_id = %s::bigint, false) DESC, open.id
             LIMIT 1) item ON true
     WHERE task.id = ANY(%s)
"""


def lines(task_ids: Sequence[int], *, viewer: int | None = None) -> list[Line]:
    """One line per task, in the order given; one that is gone by now is left out.

    Of several people who work on a task at a time it names the viewer, else the first.
    """
    if not task_ids:
        return []
    now = timezone.now()
    by_id = {line["task_id"]: _with_clock(line, now) for line in _rows(task_ids, viewer)}
    return [by_id[task_id] for task_id in task_ids if task_id in by_id]


def _rows(task_ids: Sequence[int], viewer: int | None) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [OPEN_ITEM_STATUSES, viewer, list(task_ids)])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _with_clock(line: Line, now: datetime) -> Line:
    state = sla_state(
        at=line["completed_at"] or now,
        deadline=line["sla_deadline"],
        target=line.pop("sla_target"),
        at_risk_at=line.pop("sla_at_risk_at"),
    )
    return line | {"sla_state": state, "is_sla_breached": state == SlaState.BREACHED}
