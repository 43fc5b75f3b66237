"""Which ways out of a step are open to a ticket, and which one is taken."""

from collections.abc import Collection
from dataclasses import dataclass

from .conditions import Facts, describe, holds
from .definition import Definition, Step, Transition


@dataclass(frozen=True, slots=True)
class Choice:
    """A way out and whether it is open; `reason` says why a closed one is."""

    transition: Transition
    allowed: bool
    reason: str = ""


class NoWayOut(LookupError):
    """No transition of the asked outcome is open to the ticket."""


def choices(
    definition: Definition,
    step_key: str,
    ticket: Facts,
    *,
    roles: Collection[str] | None = None,
) -> list[Choice]:
    """Return every way out of a step in order, open or not.

    `roles` are those of the person asking; None skips the check of who may use a transition.
    """
    ways = definition.outgoing(step_key)
    return [_judge(way, ways, ticket, roles) for way in ways]


def next_step(
    definition: Definition, step_key: str, ticket: Facts, *, outcome: str = "done"
) -> Step | None:
    """Return the step after `step_key` when nobody chooses, None at the end of the workflow.

    The first open transition of `outcome` is taken, the default branch last; NoWayOut if none.
    """
    way = take(definition, step_key, ticket, outcome=outcome)
    return definition.step(way.target) if way.target is not None else None


def take(
    definition: Definition, step_key: str, ticket: Facts, *, outcome: str = "done"
) -> Transition:
    """Return the transition that `next_step` follows."""
    for choice in choices(definition, step_key, ticket):
        if choice.allowed and choice.transition.outcome == outcome:
            return choice.transition
    raise NoWayOut(f"No way out of {step_key!r} with outcome {outcome!r}")


def _judge(
    way: Transition,
    siblings: tuple[Transition, ...],
    ticket: Facts,
    roles: Collection[str] | None,
) -> Choice:
    if roles is not None and way.allowed_roles and not set(way.allowed_roles) & set(roles):
        return Choice(way, False, f"Only for {' or '.join(way.allowed_roles)}")
    if way.default:
        return _judge_default(way, siblings, ticket)
    if way.condition is not None and not holds(way.condition, ticket):
        return Choice(way, False, f"Only when {describe(way.condition)}")
    return Choice(way, True)


def _judge_default(way: Transition, siblings: tuple[Transition, ...], ticket: Facts) -> Choice:
    for other in siblings:
        if (
            other.outcome == way.outcome
            and other.condition is not None
            and not other.default
            and holds(other.condition, ticket)
        ):
            return Choice(way, False, f"Not when {describe(other.condition)}")
    return Choice(way, True)
