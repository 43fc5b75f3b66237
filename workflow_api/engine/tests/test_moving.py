from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.definition import compile_definition
from workflow_api.engine.moving import landing, step_verdict
from workflow_api.engine.tests.strategies import KEYS, definitions

VOTE: dict[str, Any] = {"kind": "approval", "approvals_needed": 2}
CALL = {"kind": "integration", "operation": "sms.send_text"}


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
        ({"key": "a", **CALL}, {"key": "a"}, "stays"),
        ({"key": "a", "kind": "wait"}, {"key": "a"}, "stays"),
        ({"key": "a", **VOTE}, {"key": "a", **VOTE}, "same_step"),
        ({"key": "a", **VOTE}, {"key": "a", **VOTE, "approvals_needed": 3}, "needs_mapping"),
        ({"key": "a"}, {"key": "a", **VOTE}, "needs_mapping"),
    ],
)
def test_the_verdict_on_a_step_says_what_its_tasks_need(old, new, verdict):
    assert step_verdict(drawn(old).step("a"), drawn(new)) == verdict


def test_a_mapping_decides_against_the_key():
    source, target = drawn({"key": "a"}).step("a"), drawn({"key": "a"}, {"key": "b"})

    to = landing(source, target, {"a": "b"})

    assert to.step is not None
    assert to.step.key == "b"


@given(definitions, definitions, st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS)))
def test_a_task_arrives_where_it_was_sent_or_hears_why_not(old, new, mapping):
    for source in old.steps:
        to = landing(source, new, mapping)

        if to.step is None:
            assert to.reason
        else:
            assert to.step == new.step(mapping.get(source.key, source.key))
            assert to.reason == ""
