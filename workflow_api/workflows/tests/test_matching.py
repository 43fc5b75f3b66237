import pytest

from shared.testing import make_client, service_client
from shared.testing.people import ADMIN, ANA
from workflow_api.tasks.tests.world import build_world, receive
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.selectors import Match, compiled, match_workflow
from workflow_api.workflows.tests.factories import make_deployed, make_draft

pytestmark = pytest.mark.django_db


def matched(*of_ticket: str) -> Match:
    match = match_workflow(*of_ticket)
    assert match is not None
    return match


def test_the_workflow_of_the_department_wins_over_the_one_for_any():
    make_deployed(sub_category="Network")
    own = make_deployed(sub_category="Network", department="Finance")

    match = matched("IT Support", "Network", "Finance")

    assert match.version == own
    assert "in department Finance" in match.rule


def test_without_one_of_its_own_a_department_gets_the_one_for_any():
    general = make_deployed(sub_category="Network")
    make_deployed(sub_category="Network", department="Finance")

    match = matched("IT Support", "Network", "HR")

    assert match.version == general
    assert "for any department" in match.rule


def test_case_and_blanks_make_no_difference():
    version = make_deployed(sub_category="Network")

    assert matched("  it support", "NETWORK ", "").version == version


def test_a_ticket_without_department_never_gets_a_workflow_of_one():
    make_deployed(sub_category="Network", department="Finance")

    assert match_workflow("IT Support", "Network", "") is None


@pytest.mark.parametrize("status", ["draft", "initialized", "paused", "archived"])
def test_only_deployed_workflows_match(status):
    version = make_deployed(sub_category="Network")
    Workflow.objects.filter(pk=version.workflow_id).update(status=status)

    assert match_workflow("IT Support", "Network") is None


def test_matching_is_one_query(django_assert_num_queries):
    version = make_deployed(sub_category="Network")

    with django_assert_num_queries(1):
        assert matched("IT Support", "Network").version.number == version.number


def test_a_version_is_compiled_once(django_assert_num_queries):
    version = make_deployed()
    compiled(version.pk)

    with django_assert_num_queries(0):
        assert compiled(version.pk).start.key == "look"


def test_categories_are_those_with_a_deployed_workflow():
    make_deployed(sub_category="Network")
    make_deployed(sub_category="Network", department="HR")
    make_draft(sub_category="Printers")
    pairs = [{"category": "IT Support", "sub_category": "Network"}]

    assert make_client(ANA).get("/workflows/categories/").json() == pairs
    portal = service_client("ticket_service", "workflows.read")
    assert portal.get("/workflows/categories/").json() == pairs
    assert service_client("other", "users.read").get("/workflows/categories/").status_code == 403


def test_coverage_shows_the_winner_of_every_cell():
    general = make_deployed(sub_category="Network")
    own = make_deployed(sub_category="Network", department="Finance")
    make_deployed(sub_category="Access", department="Finance")

    answer = make_client(ADMIN).get("/workflows/coverage/").json()

    cells = {
        (c["sub_category"], c["department"]): (c["rule"], c["workflow_id"]) for c in answer["cells"]
    }
    assert cells["Network", ""] == ("any_department", general.workflow_id)
    assert cells["Network", "Finance"] == ("exact", own.workflow_id)
    assert cells["Access", ""] == ("none", None)
    assert answer["gaps"] == 1


def test_a_cell_names_what_competes_and_what_is_not_deployed():
    general = make_deployed(sub_category="Network")
    make_deployed(sub_category="Network", department="Finance")
    draft = make_draft(sub_category="Network", department="HR")

    answer = make_client(ADMIN).get("/workflows/coverage/").json()

    cells = {c["department"]: c for c in answer["cells"]}
    [loser] = cells["Finance"]["competing"]
    assert loser["workflow_id"] == general.workflow_id
    assert "any department" in loser["reason"]
    assert [each["workflow_id"] for each in cells["HR"]["unpublished"]] == [draft.pk]
    assert (answer["overlaps"], cells[""]["competing"], cells[""]["workflow_version"]) == (1, [], 1)


def test_coverage_spells_a_kind_as_the_workflow_that_takes_it():
    build_world()
    for number, department in enumerate(["", "Board", "Finance", "HR", "Legal", "Sales"]):
        kind = {"category": "it support", "sub_category": "NETWORK"}
        receive(f"HD-{number}", **kind, department=department)

    answer = make_client(ADMIN).get("/workflows/coverage/").json()

    kinds = {(c["category"], c["sub_category"]) for c in answer["cells"]}
    assert ("IT Support", "Network") in kinds
    assert ("it support", "NETWORK") not in kinds


def test_coverage_costs_the_same_for_few_and_for_many(django_assert_max_num_queries):
    client = make_client(ADMIN)
    for number in range(3):
        make_deployed(sub_category=f"Kind {number}")
        with django_assert_max_num_queries(3):
            answer = client.get("/workflows/coverage/")
        assert len(answer.json()["cells"]) == number + 1


def test_a_match_says_why_the_others_lost():
    make_deployed(sub_category="Network", name="For all")
    make_deployed(sub_category="Network", department="Finance", name="For Finance")

    match = matched("IT Support", "Network", "Finance")

    assert match.number == 1
    assert [(each.name, each.reason) for each in match.losers] == [
        ("For all", "is for any department; For Finance is for this one")
    ]
    assert matched("IT Support", "Network", "HR").number == 2
