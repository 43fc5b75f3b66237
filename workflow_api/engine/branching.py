"""Whether every ticket finds a way out of a step, and out of the loops it may come into."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .conditions import Condition, Facts, holds
from .definition import Definition, Step, Transition
from .graph import loops
from .operations import SUCCESS
from .routing import choices
from .samples import comparisons, samples

MOST_IN_LOOPS = 64
# Where the open ways of each step of a loop lead.
Targets = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class Gap:
    """A ticket that finds no way; None when there are too many kinds to try them all."""

    ticket: Facts | None


def gap(definition: Definition, step: Step) -> Gap | None:
    """Return a ticket for which no way out of `step` is open to anybody."""
    return _find(definition, step, None, lambda _: True)


def gap_for_role(definition: Definition, step: Step) -> Gap | None:
    """Return a ticket for which no way out is open to whoever has just the step's own role."""
    if not any(way.allowed_roles for way in definition.outgoing(step.key)):
        return None
    return _find(definition, step, {step.role}, lambda _: True)


def gap_in_answer(definition: Definition, step: Step) -> Gap | None:
    """Return a ticket for which a good answer of another system has no way to go."""
    return _find(definition, step, None, lambda way: way.outcome in SUCCESS)


def never(definition: Definition, way: Transition) -> bool:
    """Say whether the condition of a way holds for no ticket at all."""
    if way.condition is None or way.default:
        return False
    tried = samples([way.condition])
    return tried.complete and not any(holds(way.condition, each) for each in tried.tickets)


def traps(definition: Definition) -> Iterator[tuple[Step, Facts]]:
    """Return loops that a ticket cannot leave unless its fields change: a step and the ticket.

    Fields that people fill in on the way do change, so loops over those are none.
    """
    for loop in loops(definition):
        if found := _trap(definition, loop):
            yield found


def _find(
    definition: Definition,
    step: Step,
    roles: Collection[str] | None,
    counts: Callable[[Transition], bool],
) -> Gap | None:
    ways = definition.outgoing(step.key)
    counted = [way for way in ways if counts(way)]
    if not counted or any(_is_sure(way, roles) for way in counted):
        return None
    tried = samples(_conditions(ways), given=step.required_fields)
    for ticket in tried.tickets:
        judged = choices(definition, step.key, ticket, roles=roles)
        if not any(each.allowed and counts(each.transition) for each in judged):
            return Gap(ticket)
    return None if tried.complete else Gap(None)


def _is_sure(way: Transition, roles: Collection[str] | None) -> bool:
    """Whether a way, or one of the same outcome in its place, is open to every ticket."""
    if way.default:
        # The sibling that closes a default may be one for other roles.
        return roles is None
    return way.condition is None and (roles is None or not way.allowed_roles)


def _conditions(ways: Iterable[Transition]) -> list[Condition]:
    return [way.condition for way in ways if way.condition is not None]


def _trap(definition: Definition, loop: frozenset[str]) -> tuple[Step, Facts] | None:
    steps = [step for step in definition.steps if step.key in loop]
    ways = [way for step in steps for way in definition.outgoing(step.key)]
    conditions = _conditions(ways)
    filled = {field for step in steps for field in step.required_fields}
    asked = {each.field for condition in conditions for each in comparisons(condition)}
    if not conditions or asked & filled:
        return None
    entries = _entries(definition, loop, steps)
    for ticket in samples(conditions, most=MOST_IN_LOOPS).tickets:
        ways_open = {step.key: _open(definition, step.key, ticket) for step in steps}
        if caught := _reached(entries, ways_open) - _free(ways_open):
            return next(step for step in steps if step.key in caught), ticket
    return None


def _entries(definition: Definition, loop: frozenset[str], steps: Iterable[Step]) -> list[str]:
    """The steps at which tickets come into a loop."""
    entered = {way.target for way in definition.transitions if way.source not in loop}
    return [step.key for step in steps if step.is_start or step.key in entered]


def _open(definition: Definition, key: str, ticket: Facts) -> list[str | None]:
    judged = choices(definition, key, ticket)
    return [each.transition.target for each in judged if each.allowed]


def _reached(entries: Iterable[str], ways_open: Targets) -> set[str]:
    """The steps of a loop that a ticket comes to."""
    seen = set(entries)
    waiting = list(seen)
    while waiting:
        for target in ways_open[waiting.pop()]:
            if target is not None and target in ways_open and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _free(ways_open: Targets) -> set[str]:
    """The steps of a loop from which a ticket gets out of it, sooner or later."""
    free: set[str] = set()
    while True:
        more = {
            key
            for key, targets in ways_open.items()
            if key not in free and any(each not in ways_open or each in free for each in targets)
        }
        if not more:
            return free
        free |= more
