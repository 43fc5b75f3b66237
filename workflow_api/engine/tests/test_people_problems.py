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
