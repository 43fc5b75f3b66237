import pytest
from hypothesis import given

from workflow_api.engine.definition import compile_definition
from workflow_api.engine.routing import NoWayOut, choices, next_step, take
from workflow_api.engine.tests.strategies import sound_definitions, tickets

LARGE = {"field": "amount", "op": "gt", "value": 1000}


def branching(**of_default):
    ways = [
        {"key": "large", "from": "a", "to": "boss", "condition": LARGE},
        {"key": "small", "from": "a", "to": "clerk", "default": True, **of_default},
        {"key": "no", "from": "a", "outcome": "reject"},
    ]
    steps = [{"key": "a", "is_start": True}, {"key": "boss"}, {"key": "clerk"}]
    return compile_definition({"steps": steps, "transitions": ways})


def open_ways(definition, ticket, **who):
    found = choices(definition, "a", ticket, **who)
    return [choice.transition.key for choice in found if choice.allowed]


def test_a_condition_opens_its_branch_and_closes_the_default():
    assert open_ways(branching(), {"amount": 5000}) == ["large", "no"]


def test_the_default_is_open_when_no_condition_holds():
    assert open_ways(branching(), {"amount": 10}) == ["small", "no"]
    assert open_ways(branching(), {}) == ["small", "no"]


def test_a_closed_way_says_why():
    reasons = {
        choice.transition.key: choice.reason for choice in choices(branching(), "a", {"amount": 5})
    }

    assert reasons["large"] == "Only when amount is above 1000"


def test_a_way_may_be_for_some_roles_only():
    definition = branching(allowed_roles=["Manager"])

    assert "small" not in open_ways(definition, {}, roles={"Clerk"})
    assert "small" in open_ways(definition, {}, roles={"Clerk", "Manager"})
    assert "small" in open_ways(definition, {})


def test_the_next_step_is_the_open_branch():
    definition = branching()

    assert next_step(definition, "a", {"amount": 5000}) == definition.step("boss")
    assert next_step(definition, "a", {}) == definition.step("clerk")
    assert next_step(branching(), "a", {}, outcome="reject") is None


def test_an_outcome_nobody_drew_has_no_way_out():
    with pytest.raises(NoWayOut):
        take(branching(), "a", {}, outcome="approve")


@given(sound_definitions(), tickets)
def test_a_valid_workflow_never_leaves_a_ticket_stuck(definition, ticket):
    for step in definition.steps:
        assert any(choice.allowed for choice in choices(definition, step.key, ticket))


@given(sound_definitions(), tickets)
def test_at_most_one_branch_of_an_outcome_is_open_beside_its_default(definition, ticket):
    for step in definition.steps:
        ways = [c.transition for c in choices(definition, step.key, ticket) if c.allowed]
        defaulted = {way.outcome for way in ways if way.default}
        conditional = {way.outcome for way in ways if way.condition and not way.default}
        assert not defaulted & conditional
