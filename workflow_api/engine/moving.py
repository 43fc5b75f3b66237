"""Whether, and where to, a task on its way can move when it changes to another definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .definition import Definition, Step

StepVerdict = Literal["stays", "same_step", "needs_mapping"]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a task arrives; `step` is None when it cannot move, and `reason` says why."""

    step: Step | None
    reason: str = ""


def step_verdict(source: Step, target: Definition) -> StepVerdict:
    """Say what a move of tasks at `source` needs.

    `stays`: they cannot move before another system has answered. `same_step`: they arrive at the
    step of the same key. `needs_mapping`: somebody has to say where they go on.
    """
    if not source.needs_person:
        return "stays"
    return "same_step" if landing(source, target, {}).step else "needs_mapping"


def landing(source: Step, target: Definition, mapping: Mapping[str, str]) -> Landing:
    """Return where a task at `source` goes on in `target`.

    `mapping` names the new step by the old one's key; without an entry it is the same key.
    """
    if not source.needs_person:
        return Landing(None, f"{source.name} waits for something else than a person")
    key = mapping.get(source.key, source.key)
    if not target.has_step(key):
        return Landing(None, f"{source.name} has no counterpart: map it to a step")
    step = target.step(key)
    if not step.needs_person:
        return Landing(None, f"{step.name} is not done by a person: map {source.name} elsewhere")
    if _is_vote(source, step) and _seats(source) != _seats(step):
        return Landing(None, f"Several people decide at {source.name}, and otherwise than before")
    return Landing(step)


def _is_vote(*steps: Step) -> bool:
    return any(step.kind == "approval" and step.approvals_needed > 1 for step in steps)


def _seats(step: Step) -> tuple[str, str, str, int]:
    return step.key, step.kind, step.role, step.approvals_needed
