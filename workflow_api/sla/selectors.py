"""How a task's clock stands."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from workflow_api.engine import sla
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaRung, SlaSegment
from workflow_api.tasks.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Times in seconds of working time; `target_seconds` None means that there is no deadline."""

    task_id: int
    priority: str
    target_seconds: int | None
    used_seconds: int
    remaining_seconds: int | None
    deadline: datetime | None
    at_risk_at: datetime | None
    step_deadline: datetime | None
    state: str
    segments: list[SlaSegment]
    rungs: list[SlaRung]


def clock(task: Task) -> Clock:
    """The ledger of a task from `tasks.selectors`, and what follows from it now."""
    segments = list(task.sla_segments.order_by("cycle", "started_at", "id"))
    entries = ledger.as_engine([each for each in segments if each.cycle == task.sla_cycle])
    until = task.completed_at or timezone.now()
    used = sla.used_seconds(until, entries[0].started_at, entries)
    granted = sum(each.seconds for each in entries)
    target = None if task.sla_target is None else task.sla_target + granted
    return Clock(
        task_id=task.pk,
        priority=task.priority,
        target_seconds=target,
        used_seconds=int(used),
        remaining_seconds=None if target is None else int(target - used),
        deadline=task.sla_deadline,
        at_risk_at=task.sla_at_risk_at,
        step_deadline=task.step_deadline,
        state=task.sla_state,  # type: ignore[attr-defined]
        segments=segments,
        rungs=list(task.sla_rungs.order_by("cycle", "rung")),
    )
