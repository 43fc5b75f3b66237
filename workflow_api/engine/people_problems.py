"""Who and what a workflow relies on: people who decide, people at work, systems that answer."""

from collections.abc import Collection, Iterator, Mapping

from .definition import Definition, Step
from .problems import Problem, error, hint, warning

REQUESTER_ROLE = "Requester"
END_SYSTEMS = {"asset": "ams", "budget": "bms"}
"""End logic → the system that is told of the end."""

Counts = Mapping[str, int]


def of_presence(definition: Definition, roles: Counts, present: Counts | None) -> Iterator[Problem]:
    """Whether somebody else than the requester decides, and whether anybody is there now."""
    for step in definition.steps:
        if step.kind == "approval":
            yield from _of_approver(step, roles)
        if step.needs_person and present is not None and roles.get(step.role):
            yield from _of_absence(step, present)


def of_relying(definition: Definition, roles: Counts) -> Iterator[Problem]:
    """Whether those can be found whom it counts on besides the people who do its steps."""
    if roles.get(definition.coordinator_role) == 0:
        yield warning(
            "coordinator_role_empty",
            "workflow",
            f"The coordinator role {definition.coordinator_role!r} has no active member now",
            "Give the role to somebody, or nobody coordinates the tickets",
            "coordinator_role",
        )
    for step in definition.steps:
        yield from _of_successors(definition, step)
    for way in definition.transitions:
        if way.allowed_roles and not any(roles.get(role, 1) for role in way.allowed_roles):
            yield warning(
                "way_for_nobody",
                f"transition:{way.key}",
                f"Nobody has a role that may take transition {way.label!r}",
                "Give one of its roles to somebody, or let others take it too",
                "allowed_roles",
            )


def _of_successors(definition: Definition, step: Step) -> Iterator[Problem]:
    element = f"step:{step.key}"
    if step.needs_person and step.role and step.escalate_to == step.role:
        yield warning(
            "escalates_to_itself",
            element,
            f"Step {step.name!r} escalates to {step.role!r}, who have it already",
            "Choose another role, or none: then it goes to the managers",
            "escalate_to",
        )
    other = step.same_person_as
    if other and definition.has_step(other) and not definition.step(other).needs_person:
        yield warning(
            "policy_step_without_person",
            element,
            f"Step {step.name!r} wants the person of step {definition.step(other).name!r}, which "
            "no person does",
            "Name a step that somebody does, or let the turn decide",
            "policy",
        )


def _of_approver(step: Step, roles: Counts) -> Iterator[Problem]:
    element = f"step:{step.key}"
    if step.role == REQUESTER_ROLE:
        yield error(
            "approver_is_requester",
            element,
            f"Step {step.name!r} would be approved by requesters themselves",
            "Let another role approve",
            "role",
        )
    elif roles.get(step.role) == 1:
        yield hint(
            "approver_alone",
            element,
            f"The only member of {step.role!r} cannot approve a ticket of their own at step "
            f"{step.name!r}",
            "Give the role to a second person",
        )


def _of_absence(step: Step, present: Counts) -> Iterator[Problem]:
    if not present.get(step.role):
        yield warning(
            "role_away",
            f"step:{step.key}",
            f"Nobody of role {step.role!r}, who does step {step.name!r}, is at work now",
            "Deploy all the same, and tickets wait until somebody is; or choose another role",
            "role",
        )


def of_systems(definition: Definition, down: Collection[str]) -> Iterator[Problem]:
    """Whether the systems that it asks and tells answer now."""
    for step in definition.steps:
        system = step.operation.partition(".")[0]
        if step.kind == "integration" and system in down:
            yield _down(f"step:{step.key}", f"which step {step.name!r} asks", system)
    told = END_SYSTEMS.get(definition.end_logic)
    if told in down and told is not None:
        yield _down("workflow", "which is told of the end", told)


def _down(element: str, why: str, system: str) -> Problem:
    return warning(
        "integration_down",
        element,
        f"{system.upper()}, {why}, does not answer at present",
        "Deploy all the same, and questions are repeated until it answers; or wait for it",
    )
