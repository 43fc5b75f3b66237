from workflow_api.engine.definition import compile_definition
from workflow_api.engine.validation import validate

ROLES = {"Agents": 2, "Boss": 1, "Requester": 5, "Ticket Coordinator": 1}


def definition(end_logic="none", **step):
    return compile_definition(
        {
            "name": "Any",
            "category": "A",
            "sub_category": "B",
            "sla": {"high": "PT1H"},
            "end_logic": end_logic,
            "steps": [{"key": "a", "role": "Agents", "is_start": True, "is_end": True, **step}],
            "transitions": [
                {"key": "yes", "from": "a", "to": None, "outcome": "approve"},
                {"key": "no", "from": "a", "to": None, "outcome": "reject"},
            ],
        }
    )


def found(drawn, **facts):
    return {(p.code, p.element, p.severity) for p in validate(drawn, ROLES, **facts)}


def test_nobody_at_work_now_is_a_warning():
    assert found(definition(), present={"Agents": 1}) == set()
    assert found(definition(), present={}) == {("role_away", "step:a", "warning")}


def test_whether_somebody_is_at_work_may_be_unknown():
    assert found(definition(), present=None) == set()


def test_an_approver_who_is_alone_cannot_approve_a_ticket_of_their_own():
    assert found(definition(kind="approval", role="Boss")) == {("approver_alone", "step:a", "hint")}


def test_requesters_do_not_approve_their_own_tickets():
    assert found(definition(kind="approval", role="Requester")) == {
        ("approver_is_requester", "step:a", "error")
    }


def test_a_system_that_does_not_answer_is_named_where_it_is_needed():
    asking = definition(
        kind="integration", operation="bms.check_budget", mapping={"amount": "a", "category": "c"}
    )

    assert found(asking, down={"bms"}) == {("integration_down", "step:a", "warning")}
    assert found(asking, down={"ams"}) == set()
    assert found(definition("asset"), down={"ams"}) == {("integration_down", "workflow", "warning")}


def relying(roles=ROLES, *, coordinator="Ticket Coordinator", allowed=(), **step):
    drawn = definition(**step).as_dict()
    drawn["coordinator_role"] = coordinator
    drawn["transitions"][0]["allowed_roles"] = list(allowed)
    problems = validate(compile_definition(drawn), {**ROLES, **roles})
    return {(p.code, p.element, p.severity, p.field) for p in problems}


def test_a_coordinator_role_that_nobody_has_is_a_warning():
    assert relying({"Ticket Coordinator": 0}) == {
        ("coordinator_role_empty", "workflow", "warning", "coordinator_role")
    }


def test_a_way_that_only_nobody_may_take_is_a_warning():
    found = relying({"Left": 0}, allowed=["Left"])

    assert ("way_for_nobody", "transition:yes", "warning", "allowed_roles") in found
    assert relying({"Left": 0}, allowed=["Left", "Agents"]) == set()


def test_work_that_would_escalate_to_those_who_have_it_is_a_warning():
    assert relying(escalate_to="Agents") == {
        ("escalates_to_itself", "step:a", "warning", "escalate_to")
    }
    assert relying(escalate_to="Boss") == set()


def test_the_person_of_a_step_that_time_or_another_system_does_cannot_be_wanted():
    drawn = definition(policy="same_person_as:w").as_dict()
    drawn["steps"].append({"key": "w", "name": "Wait", "kind": "wait", "wait_seconds": 60})
    drawn["transitions"] += [
        {"key": "on", "from": "w", "to": "a"},
        {"key": "later", "from": "a", "to": "w"},
    ]

    problems = validate(compile_definition(drawn), ROLES)

    assert [(p.code, p.element, p.field) for p in problems] == [
        ("policy_step_without_person", "step:a", "policy")
    ]
