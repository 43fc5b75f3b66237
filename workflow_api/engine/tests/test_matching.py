"""Which workflow a ticket gets, and why the others did not."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.matching import ANY_DEPARTMENT, OWN_DEPARTMENT, Offer, judge


def offer(workflow_id, department="", status="deployed"):
    name = f"Workflow {workflow_id}"
    return Offer(workflow_id=workflow_id, name=name, department=department, status=status)


GENERAL, FINANCE, HR = offer(1), offer(2, "Finance"), offer(3, "HR")
PAUSED = offer(4, "Finance", "paused")


@pytest.mark.parametrize(
    ("department", "offers", "winner", "rule"),
    [
        ("Finance", [GENERAL, FINANCE, HR], FINANCE, OWN_DEPARTMENT),
        (" finance ", [GENERAL, FINANCE], FINANCE, OWN_DEPARTMENT),
        ("IT", [GENERAL, FINANCE], GENERAL, ANY_DEPARTMENT),
        ("", [GENERAL, FINANCE], GENERAL, ANY_DEPARTMENT),
        ("Finance", [PAUSED, GENERAL], GENERAL, ANY_DEPARTMENT),
        ("", [FINANCE], None, None),
        ("IT", [], None, None),
    ],
)
def test_the_department_s_own_workflow_goes_before_the_one_for_any(
    department, offers, winner, rule
):
    for order in permutations(offers):
        judgement = judge(department, order)

        assert (judgement.winner, judgement.rule) == (winner, rule)


def test_every_loser_has_its_reason():
    judgement = judge("Finance", [GENERAL, FINANCE, HR, PAUSED])

    assert [(each.name, each.reason) for each in judgement.losers] == [
        ("Workflow 1", "is for any department; Workflow 2 is for this one"),
        ("Workflow 3", "takes department HR only"),
        ("Workflow 4", "is not deployed (paused)"),
    ]


@given(
    st.sampled_from(["", "IT", "HR"]),
    st.lists(
        st.builds(
            offer,
            st.integers(1, 99),
            st.sampled_from(["", "IT", "HR"]),
            st.sampled_from(["deployed", "paused", "draft"]),
        ),
        unique_by=lambda each: each.workflow_id,
    ),
)
def test_nobody_is_forgotten_and_only_a_deployed_one_wins(department, offers):
    judgement = judge(department, offers)

    named = {each.workflow_id for each in judgement.losers}
    if judgement.winner is not None:
        assert judgement.winner.status == "deployed"
        named.add(judgement.winner.workflow_id)
    assert named == {each.workflow_id for each in offers}
