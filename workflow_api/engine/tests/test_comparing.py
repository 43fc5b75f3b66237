import copy
from typing import Any

from hypothesis import given

from workflow_api.engine.comparing import compare
from workflow_api.engine.definition import compile_definition
from workflow_api.engine.tests.strategies import definitions

DRAWN: dict[str, Any] = {
    "name": "Any",
    "sla": {"urgent": "PT1H"},
    "steps": [
        {"key": "a", "name": "Ask", "role": "Agents", "is_start": True},
        {"key": "b", "name": "Answer", "role": "Agents", "position": {"x": 1, "y": 1}},
    ],
    "transitions": [
        {"key": "go", "from": "a", "to": "b"},
        {"key": "no", "from": "a", "outcome": "reject"},
        {"key": "end", "from": "b"},
    ],
}


def changed(edit, **options):
    """What `compare` says after `edit` was made to DRAWN, as (kind, element, key, fields)."""
    document = copy.deepcopy(DRAWN)
    edit(document)
    changes = compare(compile_definition(DRAWN), compile_definition(document), **options)
    return [
        (each.kind, each.element, each.key, [field.field for field in each.fields])
        for each in changes
    ]


def test_a_change_names_the_element_and_the_field_before_and_after():
    after = copy.deepcopy(DRAWN)
    after["steps"][1]["role"] = "Experts"

    [change] = compare(compile_definition(DRAWN), compile_definition(after))

    assert (change.kind, change.element, change.key, change.name) == (
        "changed",
        "step",
        "b",
        "Answer",
    )
    [field] = change.fields
    assert (field.field, field.before, field.after) == ("role", "Agents", "Experts")


def test_a_new_step_and_a_lost_way_are_told_apart():
    def edit(document):
        document["steps"].append({"key": "c"})
        del document["transitions"][1]

    kinds = [(kind, element, key) for kind, element, key, _ in changed(edit)]

    assert kinds == [("added", "step", "c"), ("removed", "transition", "no")]


def test_each_target_is_a_field_of_its_own():
    def edit(document):
        document["sla"] = {"urgent": "PT1H", "low": "P1D"}

    assert changed(edit) == [("changed", "workflow", "", ["sla.low"])]


def test_moving_a_step_is_layout_alone():
    def edit(document):
        document["steps"][1]["position"] = {"x": 9, "y": 9}

    assert changed(edit) == []
    assert changed(edit, layout=True) == [("changed", "step", "b", ["position"])]


def test_the_order_of_ways_counts_because_the_first_open_one_is_taken():
    def edit(document):
        ways = document["transitions"]
        ways[0], ways[1] = ways[1], ways[0]

    assert changed(edit) == [
        ("changed", "transition", "no", ["rank"]),
        ("changed", "transition", "go", ["rank"]),
    ]


def test_a_new_way_before_others_does_not_change_those():
    def edit(document):
        document["transitions"].insert(0, {"key": "back", "from": "a", "to": "a"})

    assert [(kind, key) for kind, _, key, _ in changed(edit)] == [("added", "back")]


@given(definitions)
def test_nothing_differs_from_itself(definition):
    assert compare(definition, definition, layout=True) == []


@given(definitions, definitions)
def test_the_changes_lead_from_one_to_the_other_and_back(one, other):
    there, back = compare(one, other, layout=True), compare(other, one, layout=True)

    assert _rebuilt(one, there) == _elements(other)
    assert _rebuilt(other, back) == _elements(one)
    assert {(c.element, c.key) for c in there} == {(c.element, c.key) for c in back}


@given(definitions, definitions)
def test_what_is_the_same_but_for_layout_has_the_same_elements(one, other):
    if not compare(one, other):
        assert _elements(one).keys() == _elements(other).keys()


def _elements(definition):
    document = definition.as_dict()
    steps = {("step", row["key"]): row for row in document["steps"]}
    return steps | {("transition", row["key"]): row for row in document["transitions"]}


def _rebuilt(definition, changes):
    """The elements of a definition after the changes, put together without the comparer."""
    elements = _elements(definition)
    for change in changes:
        place = (change.element, change.key)
        after = {field.field: field.after for field in change.fields if field.field != "rank"}
        if change.kind == "removed":
            del elements[place]
        elif change.element != "workflow":
            elements[place] = {**elements.get(place, {"key": change.key}), **after}
    return elements
