"""Reading steps and transitions from their JSON form; only shapes are judged here."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from .conditions import Condition, InvalidCondition, parse_condition
from .elements import KINDS, POLICIES, SAME_PERSON_AS, Position, Step, StepKind, Transition
from .reading import InvalidDefinition, Reader

MAX_KEY, MAX_ROLE, MAX_TEXT = 64, 150, 10_000


def read_step(reader: Reader, order: int) -> Step:
    key = reader.required("key", limit=MAX_KEY)
    return Step(
        key=key,
        name=reader.text("name") or key,
        role=reader.text("role", limit=MAX_ROLE),
        kind=cast(StepKind, reader.choice("kind", KINDS, "task")),
        weight=reader.number("weight", 1.0),
        order=_given(reader.whole("order"), order),
        is_start=reader.flag("is_start"),
        is_end=reader.flag("is_end"),
        instructions=reader.text("instructions", limit=MAX_TEXT),
        policy=_policy(reader),
        escalate_to=reader.text("escalate_to", limit=MAX_ROLE),
        comment_required=reader.flag("comment_required"),
        first_touch_minutes=reader.whole("first_touch_minutes"),
        approvals_needed=_given(reader.whole("approvals_needed", least=1, most=100), 1),
        approvers=reader.whole("approvers", least=1, most=100),
        checklist=reader.texts("checklist"),
        required_fields=reader.texts("required_fields"),
        operation=reader.text("operation", limit=80),
        mapping=reader.pairs("mapping"),
        wait_seconds=reader.whole("wait_seconds"),
        position=_position(reader),
    )


def _given(value: int | None, default: int) -> int:
    return default if value is None else value


def _policy(reader: Reader) -> str:
    policy = reader.text("policy", POLICIES[0], limit=100)
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
    """Read transitions; one without a key gets one from its ends and its outcome."""
    transitions = [_transition(reader) for reader in readers]
    taken = {each.key for each in transitions}
    for index, each in enumerate(transitions):
        if not each.key:
            transitions[index] = replace(each, key=free_key(each, taken))
            taken.add(transitions[index].key)
    return tuple(transitions)


def _transition(reader: Reader) -> Transition:
    outcome = reader.text("outcome", limit=40) or "done"
    return Transition(
        key=reader.text("key", limit=MAX_KEY),
        source=reader.required("from", limit=MAX_KEY),
        target=reader.text("to", limit=MAX_KEY) or None,
        label=reader.text("label", limit=100) or outcome.replace("_", " ").capitalize(),
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
    base = f"{transition.source}-{transition.outcome}-{transition.target or 'end'}"
    key, number = base[:MAX_KEY], 2
    while key in taken:
        ending = f"-{number}"
        key, number = base[: MAX_KEY - len(ending)] + ending, number + 1
    return key
