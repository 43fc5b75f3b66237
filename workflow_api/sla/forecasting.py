"""What a change of a calendar or of targets would do to the tasks that run, writing nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from workflow_api.calendars.models import Calendar
from workflow_api.calendars.selectors import compiled as working_time
from workflow_api.engine import sla
from workflow_api.engine.definition import Definition
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.sla.recounting import concerned
from workflow_api.tasks.models import Task
from workflow_api.tasks.states import OPEN_STATUSES
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import compiled

MOST_EXAMINED = 5_000
CHUNK = 500
SAMPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One task whose due time would change."""

    task_id: int
    number: str
    title: str
    before: datetime | None
    after: datetime | None
    newly_breached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """`examined` is how many of `count` tasks were looked at, the oldest first; `sample` has
    those that would be breached first, then those that move earliest."""

    count: int
    examined: int
    earlier: int
    later: int
    newly_breached: int
    relieved: int
    sample: list[Move]


def of_calendar(calendar: Calendar, changed: sla.Calendar) -> Forecast:
    """What it would do to let `calendar` be as `changed` from now on."""
    by_it = SlaSegment.objects.filter(calendar_version__calendar=calendar, ended_at=None)
    rows = Task.objects.filter(status__in=OPEN_STATUSES, pk__in=by_it.values("task"))
    now, found = timezone.now(), list[Move]()
    for task in _tasks(rows.order_by("pk")):
        entries = cut(_entries(task), now, changed)
        found.append(_move(task, entries, task.sla_target, now))
    return _forecast(rows.count(), found, now)


def of_workflow(workflow: Workflow) -> Forecast:
    """What it would do to let the deployed version's targets and calendar hold for older tasks."""
    if workflow.current_version_id is None:
        return _forecast(0, [], timezone.now())
    policy = compiled(workflow.current_version_id)
    version = ledger.calendar_version(policy)
    calendar = working_time(version) if version else sla.AROUND_THE_CLOCK
    rows = concerned(workflow=workflow)
    now = timezone.now()
    found = [_under(task, policy, calendar, now) for task in _tasks(rows)]
    return _forecast(rows.count(), found, now)


def _under(task: Task, policy: Definition, calendar: sla.Calendar, now: datetime) -> Move:
    entries = cut(_entries(task), now, calendar)
    return _move(task, entries, policy.sla.get(task.priority), now)


def _tasks(rows: QuerySet[Task]) -> list[Task]:
    segments = SlaSegment.objects.order_by("started_at", "id")
    query = rows.prefetch_related(Prefetch("sla_segments", segments))
    return list(query[:MOST_EXAMINED].iterator(chunk_size=CHUNK))


def _entries(task: Task) -> list[sla.Segment]:
    present = [each for each in task.sla_segments.all() if each.cycle == task.sla_cycle]
    return ledger.as_engine(present)


def cut(entries: Sequence[sla.Segment], now: datetime, calendar: sla.Calendar) -> list[sla.Segment]:
    """The ledger as it would be after its running stretch was cut at `now`."""
    found = list[sla.Segment]()
    for each in entries:
        if each.kind == "running" and each.ended_at is None and each.started_at < now:
            rest = replace(each, started_at=now, calendar=calendar)
            found += [replace(each, ended_at=now), rest]
        else:
            found.append(each)
    return found


def _move(task: Task, entries: Sequence[sla.Segment], target: int | None, now: datetime) -> Move:
    after = sla.deadline(entries[0].started_at, target, entries)
    return Move(
        task_id=task.pk,
        number=task.number,
        title=task.title,
        before=task.sla_deadline,
        after=after,
        newly_breached=_is_late(after, now) and not _is_late(task.sla_deadline, now),
    )


def _is_late(due: datetime | None, now: datetime) -> bool:
    return due is not None and due <= now


def _forecast(count: int, moves: Sequence[Move], now: datetime) -> Forecast:
    changed = [each for each in moves if each.before != each.after]
    known = [(each.before, each.after) for each in changed]
    both = [(before, after) for before, after in known if before and after]
    relieved = [each for each in changed if _is_late(each.before, now)]
    ordered = sorted(changed, key=lambda each: (not each.newly_breached, each.after or now))
    return Forecast(
        count=count,
        examined=len(moves),
        earlier=sum(after < before for before, after in both),
        later=sum(after > before for before, after in both),
        newly_breached=sum(each.newly_breached for each in changed),
        relieved=sum(not _is_late(each.after, now) for each in relieved),
        sample=ordered[:SAMPLE],
    )
