import json

import pytest
from hypothesis import given

from workflow_api.engine.definition import (
    InvalidDefinition,
    compile_definition,
    definition_hash,
    read_definition,
)
from workflow_api.engine.tests.strategies import definitions, documents


@given(definitions)
def test_what_was_compiled_survives_json(definition):
    again = compile_definition(json.loads(json.dumps(definition.as_dict())))

    assert again == definition
    assert definition_hash(again) == definition_hash(definition)


@given(definitions)
def test_a_step_is_an_end_exactly_when_a_transition_completes_there(definition):
    for step in definition.steps:
        assert step.is_end == any(way.completes for way in definition.outgoing(step.key))


@given(documents)
def test_reading_adds_nothing_to_a_drawing(document):
    definition = read_definition(document)

    assert len(definition.transitions) == len(document["transitions"])
    assert [step.is_end for step in definition.steps] == [
        step["is_end"] for step in document["steps"]
    ]


def test_an_end_step_without_an_ending_gets_complete():
    definition = compile_definition({"steps": [{"key": "a", "is_end": True}]})

    (way,) = definition.outgoing("a")
    assert (way.label, way.outcome, way.target) == ("Complete", "done", None)


def test_an_end_step_that_can_only_refuse_gets_complete_too():
    ways = [{"from": "a", "outcome": "reject", "label": "Refuse"}]
    definition = compile_definition({"steps": [{"key": "a", "is_end": True}], "transitions": ways})

    assert [way.label for way in definition.outgoing("a")] == ["Refuse", "Complete"]


def test_a_step_that_can_only_refuse_is_no_end():
    ways = [{"from": "a", "outcome": "reject"}]

    assert not compile_definition({"steps": [{"key": "a"}], "transitions": ways}).step("a").is_end


def test_an_ending_with_reject_rejects():
    ways = [{"from": "a", "outcome": "reject"}, {"from": "a", "outcome": "approve"}]
    definition = compile_definition({"steps": [{"key": "a"}], "transitions": ways})

    assert [way.rejects for way in definition.outgoing("a")] == [True, False]


def test_a_generated_key_avoids_the_given_ones():
    ways = [{"from": "a", "to": "b"}, {"from": "a", "to": "b", "key": "a-done-b"}]

    definition = compile_definition({"transitions": ways})

    assert [way.key for way in definition.transitions] == ["a-done-b-2", "a-done-b"]


def test_equal_content_has_an_equal_hash_whatever_the_order_of_fields():
    one = compile_definition({"name": "A", "category": "B"})
    other = compile_definition({"category": "B", "name": "A"})

    assert definition_hash(one) == definition_hash(other)


def test_targets_are_durations_outside_and_seconds_inside():
    definition = compile_definition({"sla": {"urgent": "PT4H", "low": 86_400}})

    assert definition.sla == {"urgent": 14_400, "high": None, "medium": None, "low": 86_400}
    assert definition.as_dict()["sla"]["low"] == "P1D"


def test_a_definition_without_start_has_none_to_give():
    with pytest.raises(LookupError):
        _ = compile_definition({"name": "A"}).start


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ([], "definition"),
        ({"steps": [{"key": "a"}, {"key": " a"}]}, "steps[1].key"),
        ({"steps": [{"key": "a", "position": {"x": "left"}}]}, "steps[0].position.x"),
        ({"steps": [{"key": "a", "mapping": {"asset_id": 1}}]}, "steps[0].mapping"),
        ({"steps": [{"key": "a", "first_touch_minutes": 1.5}]}, "steps[0].first_touch_minutes"),
        ({"steps": [{"key": "a", "weight": float("nan")}]}, "steps[0].weight"),
        ({"sla": {"high": -1}}, "sla.high"),
        ({"end_logic": "party"}, "end_logic"),
    ],
)
def test_a_wrong_shape_is_refused_where_it_is(raw, path):
    with pytest.raises(InvalidDefinition) as refused:
        compile_definition(raw)

    assert refused.value.path == path
