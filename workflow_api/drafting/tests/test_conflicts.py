"""Two admins at one draft: the slower one learns what the faster one did."""

import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN, person
from workflow_api.drafting.models import Revision
from workflow_api.drafting.services import forget_revisions
from workflow_api.workflows.tests.factories import GRAPH, STEPS, make_draft

pytestmark = pytest.mark.django_db
OTHER = person(77, "grace", "Admin")


@pytest.fixture
def one():
    return f"/workflows/{make_draft().pk}/"


@pytest.fixture
def admin():
    return make_client(ADMIN)


def rename(one, name, **seen):
    """Grace calls the second step by another name."""
    steps = [STEPS[0], {**STEPS[1], "name": name}]
    return make_client(OTHER).put(f"{one}graph/", {**GRAPH, "steps": steps, **seen})


def test_a_stale_graph_is_refused_with_what_happened_meanwhile(admin, one):
    rename(one, "Repair", version=1)

    answer = admin.put(f"{one}graph/", {**GRAPH, "version": 1})

    assert answer.status_code == 409
    conflict = answer.json()["conflict"]
    assert (conflict["version"], conflict["changed_by"]) == (2, OTHER.full_name)
    assert conflict["changed_at"] == admin.get(one).json()["updated_at"]
    assert conflict["changes"] == [
        {
            "kind": "changed",
            "element": "step",
            "key": "mend",
            "name": "Repair",
            "fields": [{"field": "name", "before": "Mend", "after": "Repair"}],
        }
    ]


def test_all_that_happened_since_is_told_at_once(admin, one):
    rename(one, "Repair", version=1)
    make_client(OTHER).patch(one, {"description": "Better"})
    rename(one, "Restore")

    conflict = admin.patch(one, {"name": "Mine", "version": 1}).json()["conflict"]

    fields = [field for change in conflict["changes"] for field in change["fields"]]
    assert conflict["version"] == 4
    assert fields == [
        {"field": "description", "before": "", "after": "Better"},
        {"field": "name", "before": "Mend", "after": "Restore"},
    ]


def test_a_stale_if_match_tells_the_same(admin, one):
    tag = admin.get(f"{one}graph/")["ETag"]
    rename(one, "Repair")

    answer = admin.put(f"{one}graph/", GRAPH, headers={"If-Match": tag})

    assert answer.status_code == 412
    assert [change["key"] for change in answer.json()["conflict"]["changes"]] == ["mend"]


def test_moving_a_step_is_a_change_to_merge_too(admin, one):
    steps = [{**STEPS[0], "position": {"x": 1, "y": 2}}, STEPS[1]]
    make_client(OTHER).put(f"{one}graph/", {**GRAPH, "steps": steps})

    conflict = admin.put(f"{one}graph/", {**GRAPH, "version": 1}).json()["conflict"]

    assert conflict["changes"][0]["fields"][0]["field"] == "position"


def test_states_nobody_can_still_be_editing_are_forgotten(admin, one, settings):
    rename(one, "Repair")
    [revision] = Revision.objects.all()

    assert forget_revisions(revision.made_at, 10) == 0
    assert forget_revisions(revision.made_at.replace(year=2100), 10) == 1

    conflict = admin.put(f"{one}graph/", {**GRAPH, "version": 1}).json()["conflict"]
    assert (conflict["version"], conflict["changes"]) == (2, None)
