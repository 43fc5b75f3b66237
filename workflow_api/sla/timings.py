"""How long tasks took from each step to their end: counted hourly, looked up in between."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from workflow_api.engine.remaining import LEAST_SAMPLES, SHARES, remaining
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla.models import StepTiming
from workflow_api.tasks.models import Task, TaskItem

LOOKED_AT = timedelta(days=90)
KEPT_SECONDS = 300
ENDED = [TaskState.COMPLETED, TaskState.CLOSED, TaskState.REJECTED]
# Held by somebody: when that ends nobody can say.
UNFORESEEABLE = (TaskState.ON_HOLD,)
# By version, and by the whole workflow for versions that are too young.
_COUNT: Final = """
    INSERT INTO sla_steptiming
           (workflow_id, workflow_version_id, step_key, samples, quantiles, counted_at)
    SELECT task.workflow_id, task.workflow_version_id, item.step_key, count(*),
           to_jsonb(percentile_cont(%s::float8[]) WITHIN GROUP (
               ORDER BY extract(epoch FROM task.completed_at - item.entered_at)::float8
           )), %s
      FROM tasks_task task
      JOIN tasks_taskitem item ON item.task_id = task.id AND item.status = 'done'
     WHERE task.completed_at >= %s AND task.status = ANY(%s)
     GROUP BY GROUPING SETS (
           (task.workflow_id, task.workflow_version_id, item.step_key),
           (task.workflow_id, item.step_key))
    HAVING count(*) >= %s
"""

Quantiles = tuple[int, tuple[float, ...]]
Timings = dict[tuple[int | None, str], Quantiles]


@dataclass(frozen=True, slots=True)
class Expected:
    """When a task is typically done, and by when nearly all like it were."""

    typical: datetime
    latest: datetime


@transaction.atomic
def count() -> None:
    """Count the history of the last 90 days anew; whoever reads meanwhile has the old numbers."""
    now = timezone.now()
    StepTiming.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [list(SHARES), now, now - LOOKED_AT, ENDED, LEAST_SAMPLES])
    transaction.on_commit(_kept.clear)


_kept: dict[int, tuple[float, Timings]] = {}


def expected(task: Task, item: TaskItem | None, now: datetime) -> Expected | None:
    """When a task at `item` will be done; None when nobody can honestly say."""
    if item is None or task.status in UNFORESEEABLE or not task.is_open:
        return None
    timings = _timings(task.workflow_id)
    found = timings.get((task.workflow_version_id, item.step_key))
    samples, quantiles = found or timings.get((None, item.step_key)) or (0, ())
    elapsed = max(0.0, (now - item.entered_at).total_seconds())
    left = remaining(quantiles, elapsed, samples=samples)
    if left is None:
        return None
    return Expected(now + timedelta(seconds=left.typical), now + timedelta(seconds=left.latest))


def _timings(workflow_id: int) -> Timings:
    """The history of a workflow, kept for minutes: every change of every task asks for it."""
    at, timings = _kept.get(workflow_id, (0.0, {}))
    if at and time.monotonic() - at < KEPT_SECONDS:
        return timings
    rows = StepTiming.objects.filter(workflow_id=workflow_id)
    timings = {
        (row.workflow_version_id, row.step_key): (row.samples, tuple(row.quantiles)) for row in rows
    }
    _kept[workflow_id] = (time.monotonic(), timings)
    return timings
