"""What is wrong with a workflow before it may be used, and how to put it right."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Protocol

from .approvals import vote_of
from .branch_problems import of_branches, of_loops, of_usefulness
from .definition import PRIORITIES, Definition, Step, Transition
from .graph import reachable_from, reaching
from .operations import OPERATIONS, SUCCESS, WAITED
from .people_problems import of_presence, of_relying, of_systems
from .problems import SEVERITIES, Problem
from .problems import error as _error
from .problems import warning as _warning

Roles = Mapping[str, int]


__all__ = ["SEVERITIES", "Problem", "errors", "validate"]


def validate(
    definition: Definition,
    roles: Roles,
    *,
    present: Roles | None = None,
    down: Collection[str] = (),
) -> list[Problem]:
    """Return every problem of a definition, errors first; an empty list means it may run.

    `roles` names the roles that exist, each with the number of its active members; `present` how
    many of them are at work now (None: not known). `down` are the systems that do not answer.
    """
    found = [*_of_workflow(definition, roles), *_of_graph(definition)]
    found += [*of_loops(definition), *of_usefulness(definition)]
    found += [*of_presence(definition, roles, present), *of_systems(definition, down)]
    found += of_relying(definition, roles)
    for step in definition.steps:
        found += [*_of_step(definition, step), *_of_role(step, roles)]
    for transition in definition.transitions:
        found += _of_transition(definition, transition, roles)
    return sorted(found, key=lambda problem: SEVERITIES.index(problem.severity))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that keep a workflow from being initialised."""
    return [problem for problem in problems if problem.severity == "error"]


class _OnStep(Protocol):
    def __call__(self, code: str, message: str, how_to_fix: str, field: str = "", /) -> Problem: ...


def _on(step: Step) -> _OnStep:
    def problem(code: str, message: str, how_to_fix: str, field: str = "") -> Problem:
        text = f"Step {step.name!r} {message}"
        return _error(code, f"step:{step.key}", text, how_to_fix, field)

    return problem


def _of_workflow(definition: Definition, roles: Roles) -> Iterator[Problem]:
    for field in ("name", "category", "sub_category"):
        if not getattr(definition, field):
            words = field.replace("_", "-")
            yield _error(f"{field}_missing", "workflow", f"No {words}", f"Give it a {words}", field)
    if definition.coordinator_role not in roles:
        yield _warning(
            "coordinator_role_unknown",
            "workflow",
            f"Nobody knows the coordinator role {definition.coordinator_role!r}",
            "Choose a role that exists",
            "coordinator_role",
        )
    yield from _of_targets(definition)


def _of_targets(definition: Definition) -> Iterator[Problem]:
    given = [(word, definition.sla.get(word)) for word in PRIORITIES]
    targets = [(word, seconds) for word, seconds in given if seconds is not None]
    for word, seconds in targets:
        if seconds <= 0:
            yield _error(
                "sla_not_positive",
                "workflow",
                f"The SLA of {word} is not above zero",
                "Give it a duration or leave it empty",
                f"{word}_sla",
            )
    for (sooner, first), (later, second) in pairwise(targets):
        if first >= second:
            yield _error(
                "sla_not_ordered",
                "workflow",
                f"The SLA of {sooner} is not shorter than that of {later}",
                f"Shorten {sooner} or lengthen {later}",
                f"{sooner}_sla",
            )


def _of_graph(definition: Definition) -> Iterator[Problem]:
    starts = [step for step in definition.steps if step.is_start]
    if not starts:
        yield _error("start_missing", "workflow", "No step is the start", "Mark one step as start")
    for extra in starts[1:]:
        yield _on(extra)("start_several", "is a second start", "Keep one start step")
    if not any(step.is_end for step in definition.steps):
        yield _error("end_missing", "workflow", "No step is an end", "Mark the last step as end")
    reached = reachable_from(definition, [step.key for step in starts])
    completing = reaching(definition, [step.key for step in definition.steps if step.is_end])
    leaving = reaching(definition, [way.source for way in definition.transitions if way.ends])
    for step in definition.steps:
        problem = _on(step)
        if reached and step.key not in reached:
            yield problem("step_unreachable", "is never reached", "Lead a transition to it")
        if not definition.outgoing(step.key):
            yield problem("dead_end", "has no way out", "Add a transition or mark it as end")
        elif step.key not in leaving and _in_loop(definition, step):
            yield problem(
                "loop_without_exit", "is in a loop that never ends", "Add a way out of the loop"
            )
        elif step.key not in completing:
            yield problem("end_unreachable", "leads to no end", "Lead its ways out to an end")


def _in_loop(definition: Definition, step: Step) -> bool:
    return step.key in reachable_from(definition, definition.successors(step.key))


def _of_step(definition: Definition, step: Step) -> Iterator[Problem]:
    problem = _on(step)
    if step.weight <= 0:
        yield problem(
            "weight_not_positive", "has no positive weight", "Give it a weight above 0", "weight"
        )
    if step.kind == "wait":
        yield from _of_wait(definition, step)
    if step.seats > 1:
        yield from _of_votes(definition, step)
    if step.kind == "integration":
        yield from _of_operation(step)
        yield from _of_answers(definition, step)
    yield from _of_same_person(definition, step)
    yield from _of_ways(definition, step)


def _of_role(step: Step, roles: Roles) -> Iterator[Problem]:
    problem = _on(step)
    if step.needs_person and not step.role:
        yield problem("role_missing", "has no role", "Choose who does it", "role")
    for field, role in (("role", step.role), ("escalate_to", step.escalate_to)):
        if not role:
            continue
        if role not in roles:
            yield problem(
                "role_unknown", f"names an unknown role {role!r}", "Choose another role", field
            )
        elif role == step.role and 0 < roles[role] < step.approvals_needed:
            yield _warning(
                "role_too_small",
                f"step:{step.key}",
                f"Step {step.name!r} needs {step.approvals_needed} approvals, and role {role!r} "
                f"has {roles[role]} active members now",
                "Give the role to more people, or ask for fewer approvals",
                "approvals_needed",
            )
        elif roles[role] == 0:
            yield _warning(
                "role_empty",
                f"step:{step.key}",
                f"Role {role!r} of step {step.name!r} has no active member now",
                "Give the role to somebody, or tickets will wait unassigned",
                field,
            )


def _of_wait(definition: Definition, step: Step) -> Iterator[Problem]:
    problem = _on(step)
    if not step.wait_seconds:
        yield problem(
            "wait_missing", "does not say how long to wait", "Give it a duration", "wait_seconds"
        )
    onward = [way for way in definition.outgoing(step.key) if way.outcome == WAITED]
    if not any(way.condition is None or way.default for way in onward):
        yield problem(
            "wait_leads_nowhere",
            "has no way on that is always open when its time is over",
            f"Add a transition with the outcome {WAITED} and no condition, or make one the default",
        )


def _of_votes(definition: Definition, step: Step) -> Iterator[Problem]:
    """An approval by several people."""
    problem = _on(step)
    if step.approvers is not None and step.approvers < step.approvals_needed:
        yield problem(
            "approvers_too_few",
            f"needs {step.approvals_needed} approvals and asks {step.approvers} people",
            "Ask at least as many people as have to approve",
        )
    if all(vote_of(way.outcome) != "approve" for way in definition.outgoing(step.key)):
        yield problem("approval_leads_nowhere", "has no way to approve", "Add one")


def _of_operation(step: Step) -> Iterator[Problem]:
    problem = _on(step)
    if step.operation not in OPERATIONS:
        known = ", ".join(OPERATIONS)
        yield problem(
            "operation_unknown",
            "calls nothing that is known",
            f"Choose one of {known}",
            "operation",
        )
        return
    mapped = dict(step.mapping)
    for field in OPERATIONS[step.operation]:
        if not mapped.get(field):
            yield problem(
                "mapping_incomplete",
                f"does not say where {field!r} comes from",
                f"Map a field of the ticket to {field!r}",
                f"mapping.{field}",
            )


def _of_answers(definition: Definition, step: Step) -> Iterator[Problem]:
    if not any(way.outcome in SUCCESS for way in definition.outgoing(step.key)):
        yield _on(step)(
            "answer_leads_nowhere",
            "has no way out for a good answer",
            "Add a transition with the outcome " + " or ".join(SUCCESS),
        )


def _of_same_person(definition: Definition, step: Step) -> Iterator[Problem]:
    other = step.same_person_as
    if other is None:
        return
    if other == step.key or not definition.has_step(other):
        yield _on(step)(
            "policy_step_unknown",
            "wants the person of an unknown step",
            "Name another step",
            "policy",
        )
    elif step.kind == "approval" and step.approvals_needed == 1:
        yield _on(step)(
            "approver_is_requester",
            f"would be approved by the person who did {other!r}",
            "Let somebody else approve",
            "policy",
        )


def _of_ways(definition: Definition, step: Step) -> Iterator[Problem]:
    ways = definition.outgoing(step.key)
    problem = _on(step)
    yield from of_branches(definition, step)
    defaults = [way.outcome for way in ways if way.default]
    if len(defaults) > len(set(defaults)):
        yield problem("default_several", "has two defaults of one outcome", "Keep one default")
    if step.kind == "approval" and len({way.outcome for way in ways}) == 1:
        yield _warning(
            "approval_one_sided",
            f"step:{step.key}",
            f"Approval {step.name!r} offers no choice",
            "Add a way to approve and one to refuse",
        )


def _of_transition(
    definition: Definition, transition: Transition, roles: Roles
) -> Iterator[Problem]:
    ends = (("starts at", "from", transition.source), ("leads to", "to", transition.target))
    for end, field, key in ends:
        if key is not None and not definition.has_step(key):
            yield _error(
                "transition_dangling",
                f"transition:{transition.key}",
                f"Transition {transition.label!r} {end} {key!r}, which is not a step",
                "Connect it to a step or delete it",
                field,
            )
    for role in sorted(set(transition.allowed_roles) - roles.keys()):
        yield _error(
            "role_unknown",
            f"transition:{transition.key}",
            f"Transition {transition.label!r} is for an unknown role {role!r}",
            "Choose another role, or let everybody take it who does the step",
            "allowed_roles",
        )
