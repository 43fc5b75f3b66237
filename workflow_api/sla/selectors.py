"""How a task's clock stands, and how far recounts are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from shared.errors import Conflict, NotFound
from shared.identity.caller import Caller
from workflow_api.calendars.models import CalendarVersion
from workflow_api.disputes.permissions import why_not_dispute
from workflow_api.engine import sla
from workflow_api.engine.calendars import WorkingTime
from workflow_api.sla import ledger, wording
from workflow_api.sla.models import Recount, SlaRung, SlaSegment
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import compiled

ALWAYS, UTC = "24x7", "UTC"
MOST_STRETCHES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of the bar; *outside* is a running clock outside the calendar's hours."""

    kind: str
    started_at: datetime
    ended_at: datetime
    segment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep:
    key: str
    words: str
    tell: Sequence[str]
    escalate: bool
    at: datetime | None
    fired_at: datetime | None


@dataclass(slots=True, kw_only=True)
class Clock:
    """Times in seconds of working time; `target_seconds` None means that there is no deadline."""

    task_id: int
    priority: str
    target_seconds: int | None
    used_seconds: int
    remaining_seconds: int | None
    paused_seconds: int
    adjusted_seconds: int
    started_at: datetime
    deadline: datetime | None
    at_risk_at: datetime | None
    step_deadline: datetime | None
    step_target_seconds: int | None
    state: str
    calendar: str
    time_zone: str
    workflow_version: int
    cycle: int
    segments: list[SlaSegment]
    stretches: list[Stretch]
    ladder: list[LadderStep]
    rungs: list[SlaRung]
    excluded_seconds: int
    may_change: bool = field(default=False)
    may_dispute: bool = field(default=False)
    may_decide: bool = field(default=False)

    @property
    def sentence(self) -> str:
        return wording.sentence(self)


def clock_for(task: Task, caller: Caller) -> Clock:
    """`clock`, with what this person may do to it."""
    found = clock(task)
    found.may_decide = not permissions.why_not_hold(caller, task)
    found.may_change = task.is_open and found.may_decide
    found.may_dispute = not why_not_dispute(caller, task)
    return found


def clock(task: Task) -> Clock:
    """The ledger of a task from `tasks.selectors`, and what follows from it now."""
    until = task.completed_at or timezone.now()
    segments, used = _segments(task, until)
    entries = ledger.as_engine(segments)
    rungs = list(task.sla_rungs.order_by("cycle", "fired_at", "rung"))
    adjusted = sum(each.seconds for each in entries)
    target = None if task.sla_target is None else task.sla_target + adjusted
    version = next((s.calendar_version for s in reversed(segments) if s.kind == "running"), None)
    return Clock(
        task_id=task.pk,
        priority=task.priority,
        target_seconds=target,
        used_seconds=used,
        remaining_seconds=None if target is None else target - used,
        paused_seconds=_paused(entries, until),
        adjusted_seconds=adjusted,
        started_at=entries[0].started_at,
        deadline=task.sla_deadline,
        at_risk_at=task.sla_at_risk_at,
        step_deadline=task.step_deadline,
        step_target_seconds=_step_target(task),
        state=task.sla_state,  # type: ignore[attr-defined]
        calendar=version.calendar.name if version else ALWAYS,
        time_zone=version.content["time_zone"] if version else UTC,
        workflow_version=_version_number(task),
        cycle=task.sla_cycle,
        segments=segments,
        stretches=_stretches(entries, until),
        ladder=_ladder(task, entries, rungs),
        rungs=rungs,
        excluded_seconds=int(ledger.left_out(segments, until)),
    )


def _segments(task: Task, until: datetime) -> tuple[list[SlaSegment], int]:
    """The present ledger, each line with what it used and by which rule; and what all used."""
    rows = task.sla_segments.filter(cycle=task.sla_cycle).order_by("started_at", "id")
    segments = list(rows.select_related("calendar_version__calendar", "dispute"))
    total = 0.0
    for segment, entry in zip(segments, ledger.as_engine(segments), strict=True):
        runs = segment.kind == SlaSegment.Kind.RUNNING
        before, total = total, total + sla.used_seconds(until, entry.started_at, [entry])
        # Cut after adding up, so that the lines make the sum to the second.
        segment.used_seconds = int(total) - int(before) if runs else None  # type: ignore[attr-defined]
        segment.rule = _rule(segment.calendar_version) if runs else ""  # type: ignore[attr-defined]
    return segments, int(total)


def _rule(version: CalendarVersion | None) -> str:
    return f"{version.calendar.name} (version {version.number})" if version else ALWAYS


def _paused(entries: Sequence[sla.Segment], until: datetime) -> int:
    pauses = [each for each in entries if each.kind == "paused"]
    lengths = [(each.ended_at or until) - each.started_at for each in pauses]
    return sum(int(length.total_seconds()) for length in lengths)


def _step_target(task: Task) -> int | None:
    if task.sla_target is None or not task.is_open:
        return None
    share = sla.step_share(compiled(task.workflow_version_id), task.current_step)
    return int(task.sla_target * share)


def _version_number(task: Task) -> int:
    held = task.sla_version or task.workflow_version
    return held.number


def _stretches(entries: Sequence[sla.Segment], until: datetime) -> list[Stretch]:
    """The bar: hours and the time between them; a bar of too many pieces goes without those."""
    pieces = [piece for n, entry in enumerate(entries) for piece in _pieces(n, entry, until)]
    if len(pieces) <= MOST_STRETCHES:
        return pieces
    return [_whole(n, entry, until) for n, entry in enumerate(entries)]


def _pieces(index: int, entry: sla.Segment, until: datetime) -> Iterator[Stretch]:
    whole = _whole(index, entry, until)
    calendar = entry.calendar
    if entry.kind != "running" or not isinstance(calendar, WorkingTime):
        yield whole
        return
    at = whole.started_at
    windows = calendar.windows(whole.started_at, whole.ended_at)
    for since, ends in islice(windows, MOST_STRETCHES):
        if at < since:
            yield Stretch(kind="outside", started_at=at, ended_at=since, segment=index)
        yield Stretch(kind="running", started_at=since, ended_at=ends, segment=index)
        at = ends
    if at < whole.ended_at:
        yield Stretch(kind="outside", started_at=at, ended_at=whole.ended_at, segment=index)


def _whole(index: int, entry: sla.Segment, until: datetime) -> Stretch:
    ended = entry.ended_at or max(until, entry.started_at)
    return Stretch(kind=entry.kind, started_at=entry.started_at, ended_at=ended, segment=index)


def _ladder(
    task: Task, entries: Sequence[sla.Segment], rungs: Sequence[SlaRung]
) -> list[LadderStep]:
    fired = {each.rung: each.fired_at for each in rungs if each.cycle == task.sla_cycle}
    policy = ledger.rules(task)
    times = ledger.rung_times(task, policy, entries, frozenset())
    steps = [
        LadderStep(
            key=rung.key,
            words=rung.in_words(),
            tell=rung.tell,
            escalate=rung.escalate,
            at=times.get(rung.key),
            fired_at=fired.get(rung.key),
        )
        for rung in policy.ladder
    ]
    return sorted(steps, key=lambda step: step.at.timestamp() if step.at else 0)


def recounts() -> QuerySet[Recount]:
    """Recounts, newest first."""
    return Recount.objects.order_by("-id")


def recount(recount_id: int) -> Recount:
    """One recount; NotFound when there is none."""
    found = Recount.objects.filter(pk=recount_id).first()
    if found is None:
        raise NotFound(f"There is no recount {recount_id}")
    return found


def deployed_workflow(workflow_id: int) -> Workflow:
    """A workflow with a deployed version; NotFound, or Conflict when it has none."""
    found = Workflow.objects.filter(pk=workflow_id).first()
    if found is None:
        raise NotFound(f"There is no workflow {workflow_id}")
    if found.current_version_id is None:
        raise Conflict(f"{found.name} has no deployed version")
    return found
