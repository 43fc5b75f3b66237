"""Reading steps and transitions from their JSON form; only shapes are judged here."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from .conditions import Condition, InvalidCondition, parse_condition
from .elements import KINDS, POLICIES, SAME_PERSON_AS, Position, Step, StepKind, Transition
from .reading import InvalidDefinition, Reader


def read_step(reader: Reader, order: int) -> Step:
    key = reader.required("key")
    return Step(
        key=key,
        name=reader.text("name") or key,
        role=reader.text("role"),
        kind=cast(StepKind, reader.choice("kind", KINDS, "task")),
        weight=reader.number("weight", 1.0),
        order=int(reader.number("order", order)),
        is_start=reader.flag("is_start"),
        is_end=reader.flag("is_end"),
        instructions=reader.text("instructions"),
        policy=_policy(reader),
        escalate_to=reader.text("escalate_to"),
        comment_required=reader.flag("comment_required"),
        first_touch_minutes=reader.whole("first_touch_minutes"),
        approvals_needed=reader.whole("approvals_needed") or 1,
        checklist=reader.texts("checklist"),
        required_fields=reader.texts("required_fields"),
        operation=reader.text("operation"),
        mapping=reader.pairs("mapping"),
        wait_seconds=reader.whole("wait_seconds"),
        position=_position(reader),
    )


def _policy(reader: Reader) -> str:
    policy = reader.text("policy", POLICIES[0])
    if policy in POLICIES or policy.startswith(SAME_PERSON_AS):
        return policy
    raise InvalidDefinition(
        reader.path("policy"), f"Must be {', '.join(POLICIES)} or {SAME_PERSON_AS}<step>"
    )


def _position(reader: Reader) -> Position | None:
    if reader.missing("position"):
        return None
    place = reader.child("position")
    return Position(x=place.number("x", 0.0), y=place.number("y", 0.0))


def read_transitions(readers: Iterable[Reader]) -> tuple[Transition, ...]:
    taken: set[str] = set()
    transitions = []
    for reader in readers:
        transition = _transition(reader)
        if not transition.key:
            transition = replace(transition, key=free_key(transition, taken))
        taken.add(transition.key)
        transitions.append(transition)
    return tuple(transitions)


def _transition(reader: Reader) -> Transition:
    outcome = reader.text("outcome") or "done"
    return Transition(
        key=reader.text("key"),
        source=reader.required("from"),
        target=reader.text("to") or None,
        label=reader.text("label") or outcome.replace("_", " ").capitalize(),
        outcome=outcome,
        condition=_condition(reader),
        requires_comment=reader.flag("requires_comment"),
        default=reader.flag("default"),
        allowed_roles=reader.texts("allowed_roles"),
    )


def _condition(reader: Reader) -> Condition | None:
    if reader.missing("condition"):
        return None
    try:
        return parse_condition(reader.value("condition"))
    except InvalidCondition as problem:
        raise InvalidDefinition(reader.path("condition"), str(problem)) from problem


def free_key(transition: Transition, taken: set[str]) -> str:
    base = f"{transition.source}-{transition.outcome}-{transition.target or 'end'}"[:80]
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
