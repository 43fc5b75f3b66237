"""Whatever validates can be walked to an end, and every way of breaking it is found."""

from itertools import islice
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflow_api.engine.definition import compile_definition
from workflow_api.engine.routing import choices
from workflow_api.engine.tests.strategies import FIELDS, VALUES, sound_definitions
from workflow_api.engine.validation import errors, validate

ROLES = {"Agents": 2, "Experts": 2, "Requester": 9, "Ticket Coordinator": 1}
MOST_VISITS = 2000
tickets = st.fixed_dictionaries(
    {"priority": st.sampled_from(["urgent", "high", "medium", "low"])},
    optional=dict.fromkeys(FIELDS, VALUES),
)


def of_step(*ways: dict[str, Any], **fields: Any):
    """A workflow of step a, its `ways` out, and step b that ends."""
    named = [{"key": f"w{number}", "from": "a", **way} for number, way in enumerate(ways)]
    return compile_definition(
        {
            "name": "Any",
            "category": "A",
            "sub_category": "B",
            "sla": {"high": "PT1H"},
            "steps": [
                {"key": "a", "role": "Agents", "is_start": True, **fields},
                {"key": "b", "role": "Agents", "is_end": True},
            ],
            "transitions": named,
        }
    )


def on(field, op, value):
    return {"field": field, "op": op, "value": value}


def codes(definition):
    return {problem.code for problem in validate(definition, ROLES)}


def message(definition, code):
    return next(p.message for p in validate(definition, ROLES) if p.code == code)


def test_conditions_on_a_field_that_may_be_missing_leave_a_gap():
    definition = of_step(
        {"to": "b", "condition": on("amount", "lt", 10)},
        {"to": "b", "condition": on("amount", "gte", 10)},
    )

    assert "when amount is not given" in message(definition, "condition_gap")


def test_a_field_that_the_step_itself_asks_for_is_not_missing():
    ways = [{"to": "b", "condition": on("found", op, "cause")} for op in ("eq", "ne")]

    assert codes(of_step(*ways)) == {"condition_gap"}
    assert codes(of_step(*ways, required_fields=["found"])) == set()


@pytest.mark.parametrize(
    ("asked", "gap"),
    [(["urgent", "high", "medium", "low"], False), (["urgent", "high", "low"], True)],
)
def test_every_priority_needs_a_way(asked, gap):
    definition = of_step(*({"to": "b", "condition": on("priority", "eq", each)} for each in asked))

    assert ("condition_gap" in codes(definition)) is gap
    if gap:
        assert "when priority is medium" in message(definition, "condition_gap")


def test_a_gap_between_two_numbers_is_found():
    definition = of_step(
        {"to": "b", "condition": on("department", "lte", 10)},
        {"to": "b", "condition": on("department", "gt", 20)},
        {"to": "b", "condition": {"or": [on("department", "eq", x) for x in (10, 20)]}},
    )

    assert "condition_gap" in codes(definition)


def test_a_default_closes_every_gap():
    definition = of_step(
        {"to": "b", "condition": on("amount", "lt", 10)}, {"to": "b", "default": True}
    )

    assert codes(definition) == set()


def test_a_step_that_only_others_can_leave_is_pointed_out():
    definition = of_step({"to": "b", "allowed_roles": ["Experts"]})

    assert codes(definition) == {"ways_closed_to_role"}


def test_a_way_for_a_role_there_is_not_cannot_be_deployed():
    definition = of_step({"to": "b", "allowed_roles": ["Ghosts"]}, {"to": "b"})

    [problem] = validate(definition, ROLES)
    assert (problem.code, problem.element, problem.severity) == (
        "role_unknown",
        "transition:w0",
        "error",
    )


def test_a_loop_that_some_tickets_never_leave_is_pointed_out():
    definition = of_step(
        {"to": "a", "condition": on("amount", "gt", 5)}, {"to": "b", "default": True}
    )

    assert "when amount is 6" in message(definition, "loop_for_some")


def test_a_loop_over_a_field_that_people_fill_in_is_none():
    definition = of_step(
        {"to": "a", "condition": on("amount", "gt", 5)},
        {"to": "b", "default": True},
        required_fields=["amount"],
    )

    assert codes(definition) == set()


def test_a_condition_that_contradicts_itself_is_pointed_out():
    never = {"and": [on("amount", "gt", 5), on("amount", "lt", 3)]}
    definition = of_step({"to": "b", "condition": never}, {"to": "b", "default": True})

    assert codes(definition) == {"condition_never_holds"}


def test_a_good_answer_needs_a_way_for_every_ticket():
    definition = of_step(
        {"to": "b", "condition": on("amount", "gt", 5)},
        {"to": "b", "outcome": "reject"},
        kind="integration",
        operation="sms.send_text",
        mapping={"to": "phone"},
    )

    assert codes(definition) == {"answer_gap"}


def walk(definition, ticket):
    """Take the way least taken so far, again and again; the number of visits until the end.

    Such a walker leaves every loop that can be left.
    """
    step, taken = definition.start, dict.fromkeys((way.key for way in definition.transitions), 0)
    for visits in range(1, MOST_VISITS):
        open_ways = [c.transition for c in choices(definition, step.key, ticket) if c.allowed]
        assert open_ways, f"stuck at {step.key} with {ticket}"
        way = min(open_ways, key=lambda way: taken[way.key])
        taken[way.key] += 1
        if way.target is None:
            return visits
        step = definition.step(way.target)
    raise AssertionError(f"walked in circles with {ticket}")


@given(sound_definitions(), tickets)
def test_what_validates_without_warning_can_be_walked_to_its_end(definition, ticket):
    assume("loop_for_some" not in codes(definition))

    assert walk(definition, ticket) < MOST_VISITS


@given(sound_definitions(), st.lists(tickets, min_size=1, max_size=4))
def test_no_ticket_is_ever_stuck_in_what_may_be_deployed(definition, some):
    assert errors(validate(definition, ROLES)) == []

    for step in definition.steps:
        for ticket in some:
            assert any(choice.allowed for choice in choices(definition, step.key, ticket))


def without(rows, key):
    return [row for row in rows if row["key"] != key]


def changed(rows, key, **fields):
    return [{**row, **fields} if row["key"] == key else row for row in rows]


def isolate(document, key):
    """Let nothing lead to a step any more."""
    return [{**way, "to": None} if way["to"] == key else way for way in document["transitions"]]


BREAKS = {
    "start_missing": lambda d, k: {"steps": [{**s, "is_start": False} for s in d["steps"]]},
    "start_several": lambda d, k: {"steps": [{**s, "is_start": True} for s in d["steps"]]},
    "weight_not_positive": lambda d, k: {"steps": changed(d["steps"], k, weight=0)},
    "role_missing": lambda d, k: {"steps": changed(d["steps"], k, role="")},
    "role_unknown": lambda d, k: {"steps": changed(d["steps"], k, role="Ghosts")},
    "operation_unknown": lambda d, k: {"steps": changed(d["steps"], k, kind="integration")},
    "wait_missing": lambda d, k: {"steps": changed(d["steps"], k, kind="wait")},
    "policy_step_unknown": lambda d, k: {
        "steps": changed(d["steps"], k, policy="same_person_as:nowhere")
    },
    "transition_dangling": lambda d, k: {"steps": without(d["steps"], k)},
    "condition_gap": lambda d, k: {
        "transitions": [
            {**w, "condition": on("x", "eq", 1), "default": False} if w["from"] == k else w
            for w in d["transitions"]
        ]
    },
    "dead_end": lambda d, k: {
        "transitions": [w for w in d["transitions"] if w["from"] != k],
        "steps": changed(d["steps"], k, is_end=False),
    },
    "step_unreachable": lambda d, k: {"transitions": isolate(d, k)},
    "sla_not_ordered": lambda d, k: {"sla": {"urgent": "PT2H", "low": "PT1H"}},
    "category_missing": lambda d, k: {"category": ""},
    "approver_is_requester": lambda d, k: {
        "steps": changed(d["steps"], k, kind="approval", role="Requester")
    },
}


@pytest.mark.parametrize("code", BREAKS)
@given(definition=sound_definitions(), data=st.data())
def test_every_way_of_breaking_a_sound_workflow_is_found(code, definition, data):
    document = definition.as_dict()
    assume(len(document["steps"]) > 1)
    # The first step is reached without a transition.
    key = data.draw(st.sampled_from([step["key"] for step in islice(document["steps"], 1, None)]))

    broken = compile_definition({**document, **BREAKS[code](document, key)})

    assert code in codes(broken)


def test_a_large_workflow_is_judged_like_a_small_one():
    steps = [
        {"key": f"s{n}", "role": "Agents", "is_start": n == 0, "is_end": n == 99}
        for n in range(100)
    ]
    ways = [{"from": f"s{n}", "to": f"s{n + 1}", "default": True} for n in range(99)]
    ways += [
        {"from": f"s{n}", "to": f"s{n * 7 % 100}", "condition": on("amount", "gt", n)}
        for n in range(99)
    ]
    ways += [
        {
            "from": f"s{n}",
            "to": f"s{n // 2}",
            "outcome": "return",
            "condition": on("site", "eq", "x"),
        }
        for n in range(100)
    ]
    document = {"name": "Large", "category": "A", "sub_category": "B", "steps": steps}
    definition = compile_definition({**document, "transitions": ways})

    assert errors(validate(definition, ROLES)) == []
