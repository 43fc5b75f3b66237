"""How long steps usually take, for those that a ticket's own past knows nothing of."""

from datetime import datetime
from typing import Any, Final

from django.db import connection

Usual = dict[str, float]

_MEDIANS: Final = """
    SELECT {word}, percentile_cont(0.5) WITHIN GROUP (
               ORDER BY extract(epoch FROM item.closed_at - item.created_at))
      FROM tasks_taskitem item
      JOIN tasks_task task ON task.id = item.task_id
     WHERE item.closed_at IS NOT NULL AND item.transition <> ''
       AND task.created_at >= %s AND task.created_at < %s {narrowed}
     GROUP BY 1
"""


def usual_times(workflow_id: int, since: datetime, until: datetime) -> Usual:
    """The median seconds of each step of a workflow, and of each role in any workflow.

    By the words of `engine.acting`; waiting in the queue counts as well as the work.
    """
    by_role = _medians("'role:' || item.role", "", [since, until])
    narrowed = "AND task.workflow_id = %s"
    return by_role | _medians("'step:' || item.step_key", narrowed, [since, until, workflow_id])


def _medians(word: str, narrowed: str, parameters: list[Any]) -> Usual:
    with connection.cursor() as cursor:
        cursor.execute(_MEDIANS.format(word=word, narrowed=narrowed), parameters)
        return {name: float(seconds) for name, seconds in cursor.fetchall()}
