from typing import Any

import pytest
from hypothesis import assume, given

from workflow_api.engine.definition import compile_definition
from workflow_api.engine.tests.strategies import definitions, sound_definitions
from workflow_api.engine.validation import SEVERITIES, errors, validate

ROLES = {"Agents": 2, "Empty": 0, "Ticket Coordinator": 1}
GOOD: dict[str, Any] = {
    "name": "Any",
    "category": "A",
    "sub_category": "B",
    "sla": {"urgent": "PT1H", "high": "PT2H", "medium": "PT3H", "low": "PT4H"},
    "steps": [
        {"key": "a", "role": "Agents", "is_start": True},
        {"key": "b", "role": "Agents", "is_end": True},
    ],
    "transitions": [{"key": "go", "from": "a", "to": "b"}],
}


def found(document):
    return {(p.code, p.element) for p in validate(compile_definition(document), ROLES)}


def with_step(**changes):
    steps = [{**GOOD["steps"][0], **changes}, GOOD["steps"][1]]
    return {**GOOD, "steps": steps}


def with_ways(*ways):
    return {**GOOD, "transitions": list(ways)}


def only_way(outcome):
    return {"transitions": [{"from": "a", "to": "b", "outcome": outcome}]}


@pytest.mark.parametrize(
    ("document", "code", "field"),
    [
        ({**GOOD, "category": ""}, "category_missing", "category"),
        ({**GOOD, "coordinator_role": "Boss"}, "coordinator_role_unknown", "coordinator_role"),
        ({**GOOD, "sla": {"urgent": "PT0S"}}, "sla_not_positive", "urgent_sla"),
        (with_step(role=""), "role_missing", "role"),
        (with_step(escalate_to="Nobody"), "role_unknown", "escalate_to"),
        (with_step(kind="wait"), "wait_missing", "wait_seconds"),
        (with_step(kind="integration", operation="ams.fly"), "operation_unknown", "operation"),
        (
            with_step(
                kind="integration",
                operation="bms.check_budget",
                mapping={"category": "budget_line"},
            ),
            "mapping_incomplete",
            "mapping.amount",
        ),
        (with_ways({"key": "x", "from": "a", "to": "z"}), "transition_dangling", "to"),
        (with_ways(), "dead_end", ""),
    ],
)
def test_a_problem_names_the_field_that_puts_it_right(document, code, field):
    problems = validate(compile_definition(document), ROLES)

    assert field in [problem.field for problem in problems if problem.code == code]


def test_a_sound_workflow_has_no_problem():
    assert found(GOOD) == set()


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({**GOOD, "name": ""}, ("name_missing", "workflow")),
        ({**GOOD, "category": ""}, ("category_missing", "workflow")),
        ({**GOOD, "sub_category": " "}, ("sub_category_missing", "workflow")),
        ({**GOOD, "coordinator_role": "Boss"}, ("coordinator_role_unknown", "workflow")),
        ({**GOOD, "sla": {"urgent": "PT2H", "low": "PT1H"}}, ("sla_not_ordered", "workflow")),
        ({**GOOD, "sla": {"high": "PT2H", "medium": "PT2H"}}, ("sla_not_ordered", "workflow")),
        ({**GOOD, "sla": {"urgent": "PT0S"}}, ("sla_not_positive", "workflow")),
        ({**GOOD, "steps": [], "transitions": []}, ("start_missing", "workflow")),
        ({**GOOD, "steps": [], "transitions": []}, ("end_missing", "workflow")),
        (with_step(is_start=False), ("start_missing", "workflow")),
        (
            {**GOOD, "steps": [GOOD["steps"][0], {**GOOD["steps"][1], "is_start": True}]},
            ("start_several", "step:b"),
        ),
        (with_ways(), ("step_unreachable", "step:b")),
        (with_ways(), ("dead_end", "step:a")),
        (with_ways({"from": "a", "to": "a"}), ("loop_without_exit", "step:a")),
        (with_ways({"key": "x", "from": "a", "to": "z"}), ("transition_dangling", "transition:x")),
        (with_ways({"key": "x", "from": "z", "to": "a"}), ("transition_dangling", "transition:x")),
        (with_ways({"from": "a", "outcome": "reject"}), ("end_unreachable", "step:a")),
        (with_step(role=""), ("role_missing", "step:a")),
        (with_step(role="Nobody"), ("role_unknown", "step:a")),
        (with_step(role="Empty"), ("role_empty", "step:a")),
        (with_step(escalate_to="Nobody"), ("role_unknown", "step:a")),
        (with_step(weight=0), ("weight_not_positive", "step:a")),
        (with_step(weight=-2), ("weight_not_positive", "step:a")),
        (with_step(kind="wait"), ("wait_missing", "step:a")),
        (with_step(kind="integration", operation="ams.fly"), ("operation_unknown", "step:a")),
        (
            with_step(kind="integration", operation="ams.reserve_asset"),
            ("mapping_incomplete", "step:a"),
        ),
        (with_step(policy="same_person_as:z"), ("policy_step_unknown", "step:a")),
        (
            with_step(kind="approval", policy="same_person_as:b"),
            ("approver_is_requester", "step:a"),
        ),
        (with_step(kind="approval"), ("approval_one_sided", "step:a")),
        (
            {**with_step(kind="wait", wait_seconds=60), **only_way("reject")},
            ("wait_leads_nowhere", "step:a"),
        ),
        (
            with_step(kind="approval", approvals_needed=3, approvers=2),
            ("approvers_too_few", "step:a"),
        ),
        (
            {**with_step(kind="approval", approvals_needed=2), **only_way("return")},
            ("approval_leads_nowhere", "step:a"),
        ),
        (with_step(kind="approval", approvals_needed=5), ("role_too_small", "step:a")),
        (
            with_ways(
                {"from": "a", "to": "b", "condition": {"field": "x", "op": "eq", "value": 1}}
            ),
            ("condition_gap", "step:a"),
        ),
        (
            with_ways(
                {"from": "a", "to": "b", "default": True}, {"from": "a", "to": "b", "default": True}
            ),
            ("default_several", "step:a"),
        ),
    ],
)
def test_each_defect_is_found_at_its_element(document, problem):
    assert problem in found(document)


def test_a_mapped_integration_step_needs_no_person():
    document = with_step(
        kind="integration",
        role="",
        operation="ams.reserve_asset",
        mapping={"asset_id": "details.asset_id"},
    )

    assert found(document) == set()


def test_a_step_that_only_takes_a_no_for_an_answer_cannot_be_deployed():
    step = with_step(
        kind="integration", operation="ams.reserve_asset", mapping={"asset_id": "asset_id"}
    )
    document = {**step, "transitions": [{"from": "a", "to": "b", "outcome": "return"}]}

    assert found(document) == {("answer_leads_nowhere", "step:a")}


def test_warnings_alone_keep_nothing_from_running():
    problems = validate(compile_definition(with_step(role="Empty")), ROLES)

    assert problems
    assert errors(problems) == []


@given(definitions)
def test_every_problem_says_where_and_how_to_fix_it(definition):
    elements = {"workflow"}
    elements |= {f"step:{step.key}" for step in definition.steps}
    elements |= {f"transition:{way.key}" for way in definition.transitions}

    problems = validate(definition, ROLES)

    assert all(problem.element in elements for problem in problems)
    assert all(problem.message and problem.how_to_fix for problem in problems)
    assert [problem.severity for problem in problems] == sorted(
        (problem.severity for problem in problems), key=SEVERITIES.index
    )


@given(sound_definitions())
def test_a_chain_with_any_further_transitions_is_valid(definition):
    assert errors(validate(definition, ROLES)) == []


GRAPH_CODES = {
    "step_unreachable",
    "dead_end",
    "loop_without_exit",
    "end_unreachable",
    "transition_dangling",
}


@given(definitions)
def test_the_graph_is_sound_exactly_when_a_naive_search_says_so(definition):
    starts = [step.key for step in definition.steps if step.is_start]
    assume(starts)
    ends = [step.key for step in definition.steps if step.is_end]
    keys = {step.key for step in definition.steps}
    naive = all(
        any(_walk(definition, start, key) for start in starts)
        and any(_walk(definition, key, end) for end in ends)
        for key in keys
    ) and all({way.source, way.target or way.source} <= keys for way in definition.transitions)

    found = {problem.code for problem in validate(definition, ROLES)}

    assert bool(found & GRAPH_CODES) != naive


def _walk(definition, source, target, seen=frozenset()):
    """Depth first over paths, independent of `engine.graph`."""
    return source == target or any(
        _walk(definition, way.target, target, seen | {source})
        for way in definition.transitions
        if way.source == source and way.target and way.target not in seen | {source}
    )
