import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.tests.factories import GRAPH, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_client(ADMIN)


def url(workflow):
    return f"/workflows/{workflow.pk}/graph/"


def test_a_graph_is_read_back_as_it_was_saved(admin):
    workflow = make_draft()
    steps = [{"key": "only", "name": "Only", "role": "IT Support", "position": {"x": 4, "y": 2.5}}]

    saved = admin.put(url(workflow), {"steps": steps, "transitions": [], "version": 1})

    assert saved.status_code == 200
    step = admin.get(url(workflow)).json()["steps"][0]
    assert (step["key"], step["position"]) == ("only", {"x": 4, "y": 2.5})
    assert saved.json()["version"] == 2


def test_a_broken_draft_is_saved_too(admin):
    workflow = make_draft()
    dangling = [{"from": "nowhere", "to": "elsewhere"}]

    answer = admin.put(url(workflow), {"steps": [], "transitions": dangling})

    assert answer.status_code == 200
    assert answer.json()["transitions"][0]["to"] == "elsewhere"


def test_the_key_of_a_transition_is_made_when_missing(admin):
    workflow = make_draft()
    twice = [{"from": "look", "to": "mend"}, {"from": "look", "to": "mend"}]

    answer = admin.put(url(workflow), {**GRAPH, "transitions": twice})

    keys = [way["key"] for way in answer.json()["transitions"]]
    assert keys == ["look-done-mend", "look-done-mend-2"]


def test_a_stale_writer_learns_who_was_faster(admin):
    workflow = make_draft()
    admin.put(url(workflow), {**GRAPH, "version": 1})

    answer = admin.put(url(workflow), {"steps": [], "transitions": [], "version": 1})

    assert answer.status_code == 409
    assert "Admin changed the workflow" in answer.json()["error"]
    assert len(admin.get(url(workflow)).json()["steps"]) == 2


def test_a_stale_if_match_is_a_failed_precondition(admin):
    workflow = make_draft()
    tag = admin.get(url(workflow)).headers["ETag"]
    assert admin.put(url(workflow), GRAPH, headers={"If-Match": tag}).status_code == 200

    answer = admin.put(url(workflow), GRAPH, headers={"If-Match": tag})

    assert answer.status_code == 412
    assert "Admin changed the workflow" in answer.json()["error"]
    assert answer["ETag"] == admin.get(url(workflow))["ETag"]
    again = admin.put(url(workflow), GRAPH, headers={"If-Match": f"W/{answer['ETag']}"})
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("graph", "field"),
    [
        ({"steps": [{"name": "No key"}]}, "steps[0].key"),
        ({"steps": [{"key": "a"}, {"key": "a"}]}, "steps[1].key"),
        ({"steps": [{"key": "a", "weight": "heavy"}]}, "steps[0].weight"),
        ({"steps": [{"key": "a", "weight": 1e300}]}, "steps[0].weight"),
        ({"steps": [{"key": "a", "kind": "party"}]}, "steps[0].kind"),
        ({"steps": [{"key": "a", "is_start": "yes"}]}, "steps[0].is_start"),
        ({"steps": [{"key": "a" * 65}]}, "steps[0].key"),
        ({"steps": [{"key": "a", "policy": "best"}]}, "steps[0].policy"),
        ({"steps": [{"key": "a", "order": 1.5}]}, "steps[0].order"),
        ({"steps": [{"key": "a", "approvals_needed": 0}]}, "steps[0].approvals_needed"),
        ({"steps": [{"key": "a", "checklist": ["\u0000"]}]}, "steps"),
        ({"steps": "none"}, "steps"),
        ({"steps": [None]}, "steps[0]"),
        ({"transitions": [{"to": "a"}]}, "transitions[0].from"),
        (
            {"transitions": [{"from": "a", "condition": {"field": "x", "op": "~", "value": 1}}]},
            "transitions[0].condition",
        ),
        ({"steps": [], "version": "one"}, "version"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_named(admin, graph, field):
    workflow = make_draft()

    answer = admin.put(url(workflow), graph)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field
    assert workflow.steps.count() == 2


def test_editing_takes_back_what_initialising_vouched_for(admin):
    workflow = make_draft()
    Workflow.objects.filter(pk=workflow.pk).update(status="initialized")

    admin.put(url(workflow), GRAPH)

    workflow.refresh_from_db()
    assert workflow.status == "draft"


def test_an_archived_workflow_is_not_edited(admin):
    workflow = make_draft()
    Workflow.objects.filter(pk=workflow.pk).update(status="archived")

    assert admin.put(url(workflow), GRAPH).status_code == 409


def test_a_hundred_steps_are_saved_with_as_many_queries_as_two(
    admin, django_assert_max_num_queries
):
    workflow = make_draft()
    steps = [{"key": f"s{number}"} for number in range(100)]
    ways = [{"from": f"s{number}", "to": f"s{number + 1}"} for number in range(99)]

    with django_assert_max_num_queries(22):
        answer = admin.put(url(workflow), {"steps": steps, "transitions": ways})

    assert len(answer.json()["steps"]) == 100
