"""What is wrong with conditions: gaps between them, loops they close, ways they never open."""

from collections.abc import Iterator

from . import branching
from .branching import Gap
from .definition import PRIORITIES, Definition, Step
from .problems import Problem, error, hint, warning
from .samples import describe_ticket

MAKE_DEFAULT = "Make one transition the default"


def of_branches(definition: Definition, step: Step) -> Iterator[Problem]:
    """The ways out of one step: for every ticket one must be open."""
    element = f"step:{step.key}"
    if found := branching.gap(definition, step):
        yield error("condition_gap", element, _stuck(step, found), MAKE_DEFAULT)
    elif step.needs_person and (found := branching.gap_for_role(definition, step)):
        yield warning(
            "ways_closed_to_role",
            element,
            f"Somebody with the role {step.role!r} alone cannot leave step {step.name!r}"
            f"{_when(found)}",
            "Let the step's own role take one of the ways",
        )
    elif step.kind == "integration" and (found := branching.gap_in_answer(definition, step)):
        yield warning(
            "answer_gap",
            element,
            f"A good answer at step {step.name!r} has no way to go{_when(found)}",
            "Make one transition for a good answer the default",
        )


def _stuck(step: Step, found: Gap) -> str:
    if found.ticket is None:
        return f"Step {step.name!r} has too many conditions to tell whether one always holds"
    return f"Step {step.name!r} is stuck{_when(found)}"


def _when(found: Gap) -> str:
    return f" when {describe_ticket(found.ticket)}" if found.ticket else ""


def of_loops(definition: Definition) -> Iterator[Problem]:
    """Loops that can be left by some tickets only."""
    for step, ticket in branching.traps(definition):
        yield warning(
            "loop_for_some",
            f"step:{step.key}",
            f"A ticket never gets out of the loop at step {step.name!r} when "
            f"{describe_ticket(ticket)}",
            "Add a way out that is open to every ticket, or let the step fill in the field",
        )


def of_usefulness(definition: Definition) -> Iterator[Problem]:
    """What does nothing, or leaves something to be desired."""
    for way in definition.transitions:
        if branching.never(definition, way):
            yield warning(
                "condition_never_holds",
                f"transition:{way.key}",
                f"The condition of transition {way.label!r} holds for no ticket",
                "Correct the condition or delete the transition",
            )
    if not any(definition.sla.get(priority) for priority in PRIORITIES):
        yield hint(
            "sla_missing",
            "workflow",
            "No priority has a deadline, so nobody is ever warned",
            "Give at least one priority an SLA",
        )
