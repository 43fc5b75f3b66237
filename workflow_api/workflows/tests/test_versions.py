"""Versions side by side, restored, and what deploying would do."""

import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN, ALICE
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.tests.factories import GRAPH, STEPS, make_deployed, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_client(ADMIN)


def url(version, path):
    return f"/workflows/{version.workflow_id}/{path}"


def draw(admin, version, **step):
    """Save the graph with its last step changed."""
    steps = [STEPS[0], {**STEPS[1], **step}]
    assert admin.put(url(version, "graph/"), {**GRAPH, "steps": steps}).status_code == 200


def test_the_draft_is_compared_with_what_is_deployed(admin):
    version = make_deployed()
    draw(admin, version, instructions="Look twice")

    answer = admin.get(url(version, "compare/")).json()

    assert (answer["from"], answer["to"], answer["layout_changed"]) == ("1", "draft", False)
    assert answer["changes"] == [
        {
            "kind": "changed",
            "element": "step",
            "key": "mend",
            "name": "Mend",
            "fields": [{"field": "instructions", "before": "", "after": "Look twice"}],
        }
    ]


def test_two_versions_are_compared_either_way(admin):
    version = make_deployed()
    draw(admin, version, name="Repair")
    admin.post(url(version, "deploy/"))

    there = admin.get(url(version, "compare/?from=1&to=2")).json()["changes"][0]["fields"]
    back = admin.get(url(version, "compare/?from=2&to=1")).json()["changes"][0]["fields"]

    assert there == [{"field": "name", "before": "Mend", "after": "Repair"}]
    assert back == [{"field": "name", "before": "Repair", "after": "Mend"}]


def test_a_step_that_was_only_moved_is_no_change(admin):
    version = make_deployed()
    draw(admin, version, position={"x": 5, "y": 6})

    answer = admin.get(url(version, "compare/")).json()

    assert (answer["changes"], answer["layout_changed"]) == ([], True)


@pytest.mark.parametrize(
    ("query", "code"), [("from=7", 404), ("from=first", 400), ("to=-1", 400), ("until=2", 400)]
)
def test_what_cannot_be_compared_is_said(admin, query, code):
    answer = admin.get(url(make_deployed(), f"compare/?{query}"))

    assert answer.status_code == code


def test_a_version_is_restored_as_the_draft_and_stays_deployed(admin):
    version = make_deployed()
    draw(admin, version, name="Repair")
    admin.patch(url(version, ""), {"description": "New", "low_sla": "P9D"})
    admin.post(url(version, "deploy/"))

    answer = admin.post(url(version, "versions/1/restore/"))

    assert answer.status_code == 200
    assert (answer.json()["version_number"], answer.json()["low_sla"]) == (2, "P3D")
    assert admin.get(url(version, "compare/?from=1")).json()["changes"] == []
    assert admin.get(url(version, "compare/?from=2")).json()["changes"] != []


def test_a_restoration_that_saw_an_older_state_is_refused(admin):
    version = make_deployed()
    draw(admin, version, name="Repair")

    answer = admin.post(url(version, "versions/1/restore/"), {"version": 1})

    assert answer.status_code == 409
    assert answer.json()["conflict"]["version"] == Workflow.objects.get().version


def test_the_name_of_a_restored_version_may_be_taken_by_now(admin):
    version = make_deployed(name="First name")
    admin.patch(url(version, ""), {"name": "Second name"})
    make_draft(name="First name")

    answer = admin.post(url(version, "versions/1/restore/"))

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (409, "name")


def test_an_unknown_version_is_not_restored(admin):
    assert admin.post(url(make_deployed(), "versions/5/restore/")).status_code == 404


def test_the_effect_of_deploying_names_changes_problems_and_competitors(admin):
    version = make_deployed(category="Any", sub_category="One")
    rival = make_deployed(category="Any", sub_category="Two", name="Rival")
    draw(admin, version, role="Ghosts")
    Workflow.objects.filter(pk=version.workflow_id).update(
        status="paused", sub_category=" two ", category="ANY"
    )

    answer = admin.get(url(version, "publish-effect/")).json()

    assert {problem["code"] for problem in answer["problems"]} >= {"role_unknown"}
    fields = {field["field"] for change in answer["changes"] for field in change["fields"]}
    assert fields == {"role", "category", "sub_category"}
    assert answer["competes_with"] == [{"id": rival.workflow_id, "name": "Rival"}]
    assert (answer["next_version"], answer["running"]) == (2, {"count": 0, "steps": []})


def test_deploying_what_is_frozen_already_makes_no_new_version(admin):
    version = make_deployed()

    assert admin.get(url(version, "publish-effect/")).json()["next_version"] == 1


def test_a_first_deployment_has_nothing_to_compare_with(admin):
    make_role("IT Support", ALICE)
    draft = make_draft()

    answer = admin.get(f"/workflows/{draft.pk}/publish-effect/").json()

    assert (answer["changes"], answer["next_version"]) == ([], 1)
