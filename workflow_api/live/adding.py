"""Adding up the last 30 days, for all workflows at once."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from workflow_api.live.models import StepFlow, WayFlow

WINDOW: Final = timedelta(days=30)
_STEPS: Final = """
    SELECT workflow_id, step_key, count(*),
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM dwell)),
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM waiting)),
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
               ORDER BY extract(epoch FROM dwell - waiting))
      FROM (
        SELECT task.workflow_id, item.step_key, item.closed_at - item.entered_at AS dwell,
               coalesce(item.started_at, item.closed_at) - item.entered_at AS waiting
          FROM tasks_taskitem item JOIN tasks_task task ON task.id = item.task_id
         WHERE item.status = 'done' AND item.closed_at >= %s
      ) AS visit
     GROUP BY workflow_id, step_key
"""
_WAYS: Final = """
    SELECT task.workflow_id, item.transition, count(*)
      FROM tasks_taskitem item JOIN tasks_task task ON task.id = item.task_id
     WHERE item.status = 'done' AND item.closed_at >= %s AND item.transition <> ''
     GROUP BY task.workflow_id, item.transition
"""


@transaction.atomic
def add_up() -> None:
    """Replace the sums by those of the last 30 days. Of several schedulers one does it."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [__name__])
        if not cursor.fetchone()[0]:
            return
        cursor.execute(_STEPS, [now - WINDOW])
        steps = [_step_flow(row, now) for row in cursor.fetchall()]
        cursor.execute(_WAYS, [now - WINDOW])
        ways = [_way_flow(row, now) for row in cursor.fetchall()]
    StepFlow.objects.all().delete()
    WayFlow.objects.all().delete()
    StepFlow.objects.bulk_create(steps)
    WayFlow.objects.bulk_create(ways)


def _step_flow(row: tuple[Any, ...], now: datetime) -> StepFlow:
    workflow_id, key, visits, dwell, waiting, working = row
    return StepFlow(
        workflow_id=workflow_id,
        step_key=key,
        visits=visits,
        dwell_median=round(dwell[0]),
        dwell_p90=round(dwell[1]),
        waiting_median=round(waiting[0]),
        waiting_p90=round(waiting[1]),
        working_median=round(working[0]),
        working_p90=round(working[1]),
        added_up_at=now,
    )


def _way_flow(row: tuple[Any, ...], now: datetime) -> WayFlow:
    workflow_id, key, taken = row
    return WayFlow(workflow_id=workflow_id, transition=key, taken=taken, added_up_at=now)
