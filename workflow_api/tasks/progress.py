"""The steps of one task's own path, for its progress strip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workflow_api.engine.definition import Definition, Step
from workflow_api.engine.sla import main_path
from workflow_api.tasks.models import Task, TaskItem

STATES = ["done", "current", "coming"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """`at` is when it was done or, of the current one, begun; `dwell_seconds` over all visits."""

    key: str
    name: str
    role: str
    state: Literal["done", "current", "coming"]
    by: str | None
    at: datetime | None
    dwell_seconds: int


def path(
    task: Task, definition: Definition, items: Sequence[TaskItem], now: datetime
) -> list[PathStep]:
    """The ordinary way through with the steps visited besides, in the order of the workflow.

    A finished task shows only where it has been.
    """
    visits = {step.key: [i for i in items if i.step_key == step.key] for step in definition.steps}
    ordinary = [step.key for step in main_path(definition)] if task.is_open else []
    shown = [step for step in _in_order(definition) if step.key in ordinary or visits[step.key]]
    here = next((n for n, step in enumerate(shown) if step.key == task.current_step), len(shown))
    return [
        _path_step(step, visits[step.key], _state(task, n, here), now)
        for n, step in enumerate(shown)
    ]


def _in_order(definition: Definition) -> list[Step]:
    place = {step.key: n for n, step in enumerate(main_path(definition))}
    return sorted(definition.steps, key=lambda step: (place.get(step.key, step.order), step.order))


def _state(task: Task, position: int, here: int) -> Literal["done", "current", "coming"]:
    if not task.is_open or position < here:
        return "done"
    return "current" if position == here else "coming"


def _path_step(
    step: Step,
    visits: Sequence[TaskItem],
    state: Literal["done", "current", "coming"],
    now: datetime,
) -> PathStep:
    latest = visits[-1] if visits and state != "coming" else None
    return PathStep(
        key=step.key,
        name=step.name,
        role=step.role,
        state=state,
        by=(latest.closed_by_name or latest.assignee_name or None) if latest else None,
        at=(latest.closed_at or latest.created_at) if latest else None,
        dwell_seconds=_dwell(visits, now),
    )


def _dwell(visits: Sequence[TaskItem], now: datetime) -> int:
    """The time in which somebody had the step; people who have it together count once."""
    total, until = 0.0, None
    for visit in sorted(visits, key=lambda each: each.created_at):
        begun = visit.created_at if until is None else max(until, visit.created_at)
        ended = max(begun, visit.closed_at or now)
        total += (ended - begun).total_seconds()
        until = ended
    return int(total)
