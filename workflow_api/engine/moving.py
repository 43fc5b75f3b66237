"""Whether, and where to, a task on its way can move when it changes to another definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .definition import Definition, Step
from .state_machine import TaskState

StepVerdict = Literal["stays", "same_step", "needs_mapping"]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a task arrives; `step` is None when it cannot move, and `reason` says why.

    Without `anew` it goes on with what it is at: the same work, the same question to another
    system, the same wait. With it that ends, and the step is entered like any other.
    """

    step: Step | None
    reason: str = ""
    anew: bool = False


def step_verdict(source: Step, target: Definition) -> StepVerdict:
    """Say what a move of tasks at `source` needs.

    `same_step`: they go on at the step of the same key. `needs_mapping`: somebody has to say where
    they go on. `stays`: the same, and none of them can move before another system has answered.
    """
    if landing(source, target, {}, TaskState.IN_PROGRESS).step:
        return "same_step"
    return "stays" if source.kind == "integration" else "needs_mapping"


def landing(
    source: Step, target: Definition, mapping: Mapping[str, str], state: TaskState
) -> Landing:
    """Return where a task at `source` goes on in `target`.

    `mapping` names the new step by the old one's key; without an entry it is the same key.
    """
    key = mapping.get(source.key, source.key)
    if not target.has_step(key):
        return Landing(None, f"{source.name} has no counterpart: map it to a step")
    step = target.step(key)
    if _is_vote(source, step) and _seats(source) != _seats(step) and source.needs_person:
        return Landing(None, f"Several people decide at {source.name}, and otherwise than before")
    if _goes_on(source, step, target):
        return Landing(step)
    if source.key not in mapping:
        return Landing(None, f"{source.name} became another kind of step: map it to a step")
    why_not = _why_not_anew(source, state)
    return Landing(None, why_not) if why_not else Landing(step, anew=True)


def _goes_on(source: Step, step: Step, target: Definition) -> bool:
    """Whether the task can go on with what it does at `source`."""
    if source.needs_person or source.kind != step.kind:
        return source.needs_person and step.needs_person
    # A step that the target has under its own key was not renamed into another one.
    is_kept = step.key == source.key or not target.has_step(source.key)
    return is_kept and source.operation == step.operation


def _why_not_anew(source: Step, state: TaskState) -> str:
    """What a task is at can only be ended while nothing is under way there."""
    if state == TaskState.ON_HOLD:
        return "The task is on hold: resume it first"
    if source.kind == "integration" and state != TaskState.PENDING_EXTERNAL:
        return f"{source.name} has asked another system: it can leave once that has answered"
    return ""


def _is_vote(*steps: Step) -> bool:
    return any(step.kind == "approval" and step.approvals_needed > 1 for step in steps)


def _seats(step: Step) -> tuple[str, str, str, int]:
    return step.key, step.kind, step.role, step.approvals_needed
