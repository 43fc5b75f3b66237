from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.definition import compile_definition
from workflow_api.engine.moving import landing, step_verdict
from workflow_api.engine.state_machine import OPEN_STATES, TaskState
from workflow_api.engine.tests.strategies import KEYS, definitions

VOTE: dict[str, Any] = {"kind": "approval", "approvals_needed": 2}
CALL = {"kind": "integration", "operation": "sms.send_text"}
OTHER_CALL = {"kind": "integration", "operation": "ams.reserve_asset"}
WAIT = {"kind": "wait", "wait_seconds": 60}
WORKING, ASKING_US = TaskState.IN_PROGRESS, TaskState.PENDING_EXTERNAL


def drawn(*steps: dict[str, Any]):
    return compile_definition(
        {"name": "Any", "steps": [{"role": "Agents", **step} for step in steps]}
    )


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ({"key": "a"}, {"key": "a", "role": "Experts"}, "same_step"),
        ({"key": "a"}, {"key": "b"}, "needs_mapping"),
        ({"key": "a"}, {"key": "a", **CALL}, "needs_mapping"),
        ({"key": "a", **CALL}, {"key": "a", **CALL}, "same_step"),
        ({"key": "a", **CALL}, {"key": "a", **OTHER_CALL}, "stays"),
        ({"key": "a", **CALL}, {"key": "a"}, "stays"),
        ({"key": "a", **WAIT}, {"key": "a", **WAIT}, "same_step"),
        ({"key": "a", **WAIT}, {"key": "b", **WAIT}, "needs_mapping"),
        ({"key": "a", **WAIT}, {"key": "a"}, "needs_mapping"),
        ({"key": "a", **VOTE}, {"key": "a", **VOTE}, "same_step"),
        ({"key": "a", **VOTE}, {"key": "a", **VOTE, "approvals_needed": 3}, "needs_mapping"),
        ({"key": "a"}, {"key": "a", **VOTE}, "needs_mapping"),
    ],
)
def test_the_verdict_on_a_step_says_what_its_tasks_need(old, new, verdict):
    assert step_verdict(drawn(old).step("a"), drawn(new)) == verdict


def test_a_mapping_decides_against_the_key():
    source, target = drawn({"key": "a"}).step("a"), drawn({"key": "a"}, {"key": "b"})

    to = landing(source, target, {"a": "b"}, WORKING)

    assert to.step is not None
    assert to.step.key == "b"


@pytest.mark.parametrize(
    ("old", "new", "goes_on"),
    [
        (WAIT, [{"key": "b", **WAIT}], True),
        (WAIT, [{"key": "b", **WAIT}, {"key": "a", **WAIT}], False),
        (WAIT, [{"key": "b"}], False),
        ({}, [{"key": "b", **WAIT}], False),
        ({}, [{"key": "b", **CALL}], False),
        ({}, [{"key": "b"}, {"key": "a"}], True),
    ],
)
def test_a_step_that_was_renamed_goes_on_and_another_one_is_entered(old, new, goes_on):
    source = drawn({"key": "a", **old}).step("a")

    to = landing(source, drawn(*new), {"a": "b"}, WORKING)

    assert to.step is not None
    assert to.anew is not goes_on


@pytest.mark.parametrize(
    ("state", "new", "moves"),
    [
        (WORKING, {"key": "b"}, False),
        (ASKING_US, {"key": "b"}, True),
        (TaskState.ON_HOLD, {"key": "b"}, False),
        (WORKING, {"key": "b", **CALL}, True),
        (WORKING, {"key": "b", **OTHER_CALL}, False),
    ],
)
def test_a_question_on_its_way_is_never_left(state, new, moves):
    source = drawn({"key": "a", **CALL}).step("a")

    to = landing(source, drawn(new), {"a": "b"}, state)

    assert (to.step is not None) == moves
    assert bool(to.reason) != moves


@given(
    definitions,
    definitions,
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS)),
    st.sampled_from(sorted(OPEN_STATES)),
)
def test_a_task_arrives_where_it_was_sent_or_hears_why_not(old, new, mapping, state):
    for source in old.steps:
        to = landing(source, new, mapping, state)

        if to.step is None:
            assert to.reason
        else:
            assert to.step == new.step(mapping.get(source.key, source.key))
            assert to.reason == ""
            assert not to.anew or source.key in mapping
