"""When tasks would be due after a move: what they have used against the other version's targets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from workflow_api.calendars.selectors import compiled as working_time
from workflow_api.engine import sla
from workflow_api.engine.definition import Definition
from workflow_api.engine.moving import Landing
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla import ledger
from workflow_api.sla.forecasting import cut
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.models import Task

Ledger = list[sla.Segment]


def deadlines(
    tasks: Sequence[Task], landings: Mapping[int, Landing], target: Definition
) -> dict[int, datetime | None]:
    """The deadline of each task once it arrived; the present one of those that stay.

    The ledgers of all of them cost one query.
    """
    version, now = ledger.calendar_version(target), timezone.now()
    runs = sla.Segment("running", now, calendar=_calendar(version))
    ledgers = _ledgers(tasks)
    found: dict[int, datetime | None] = {}
    for task in tasks:
        to, entries = landings[task.pk], _followed(ledgers[task.pk], version, runs)
        if task.status == TaskState.PENDING_EXTERNAL and to.anew:
            entries = _going_on(entries, runs)
        found[task.pk] = _deadline(task, entries, target) if to.step else task.sla_deadline
    return found


def _deadline(task: Task, entries: Ledger, target: Definition) -> datetime | None:
    return sla.deadline(task.created_at, target.sla.get(task.priority), entries)


def _followed(rows: Sequence[SlaSegment], version: int | None, runs: sla.Segment) -> Ledger:
    """The ledger as `ledger.follow_calendar` leaves it."""
    entries = ledger.as_engine(rows)
    running = (row for row in rows if row.ended_at is None and row.kind == row.Kind.RUNNING)
    if all(row.calendar_version_id == version for row in running):
        return entries
    return cut(entries, runs.started_at, runs.calendar or sla.AROUND_THE_CLOCK)


def _ledgers(tasks: Sequence[Task]) -> dict[int, list[SlaSegment]]:
    cycles = {task.pk: task.sla_cycle for task in tasks}
    rows = SlaSegment.objects.filter(task__in=cycles).order_by("started_at", "id")
    kept: dict[int, list[SlaSegment]] = defaultdict(list)
    for row in rows:
        if row.cycle == cycles[row.task_id]:
            kept[row.task_id].append(row)
    return kept


def _calendar(version: int | None) -> sla.Calendar:
    return working_time(version) if version else sla.AROUND_THE_CLOCK


def _going_on(entries: Ledger, runs: sla.Segment) -> Ledger:
    """The ledger with its pause ended, as leaving a question does."""
    ended = [replace(e, ended_at=e.ended_at or runs.started_at) for e in entries]
    return [*ended, runs]
