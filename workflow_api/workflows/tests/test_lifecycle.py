import pytest
from django.db import IntegrityError, transaction

from shared.contracts.workflow import RouteWaiting
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE
from workflow_api.audit.models import AuditEvent
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.tests.factories import GRAPH, make_deployed, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_client(ADMIN)


def move(client, workflow, how, **body):
    return client.post(f"/workflows/{workflow.pk}/{how}/", body)


def status(workflow):
    workflow.refresh_from_db()
    return workflow.status


def test_a_workflow_goes_from_draft_to_archive(admin):
    make_role("IT Support", ALICE)
    workflow = make_draft()
    way = ["initialize", "deploy", "pause", "resume", "archive"]

    answers = [move(admin, workflow, how) for how in way]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert [answer.json()["status"] for answer in answers] == [
        "initialized",
        "deployed",
        "paused",
        "deployed",
        "archived",
    ]


@pytest.mark.parametrize(
    ("before", "how"),
    [
        ("draft", "pause"),
        ("draft", "resume"),
        ("initialized", "resume"),
        ("archived", "deploy"),
        ("archived", "archive"),
    ],
)
def test_a_move_that_the_status_does_not_allow_is_a_conflict(admin, before, how):
    workflow = make_draft()
    Workflow.objects.filter(pk=workflow.pk).update(status=before)

    answer = move(admin, workflow, how)

    assert answer.status_code == 409
    assert before in answer.json()["error"]


def test_problems_keep_a_workflow_from_being_initialised_and_deployed(admin):
    workflow = make_draft(steps=[{"key": "look", "is_start": True}], transitions=[])

    for how in ("initialize", "deploy"):
        answer = move(admin, workflow, how)
        assert answer.status_code == 422
        assert {"step:look", "workflow"} <= {each["field"] for each in answer.json()["details"]}
    assert status(workflow) == "draft"


def test_validation_tells_errors_from_warnings(admin):
    make_role("IT Support")
    workflow = make_draft()

    answer = admin.get(f"/workflows/{workflow.pk}/validate/").json()

    assert answer["valid"]
    assert {"role_empty"} <= {problem["code"] for problem in answer["problems"]}


def test_deploying_freezes_the_definition(admin):
    version = make_deployed()

    admin.put(f"/workflows/{version.workflow_id}/graph/", {"steps": [], "transitions": []})

    version.refresh_from_db()
    assert len(version.definition["steps"]) == 2
    assert status(version.workflow) == "deployed"


def test_a_second_deployment_is_version_two(admin):
    version = make_deployed()
    steps = [*GRAPH["steps"][:1], {**GRAPH["steps"][1], "name": "Mend it"}]
    admin.put(f"/workflows/{version.workflow_id}/graph/", {**GRAPH, "steps": steps})

    answer = move(admin, version.workflow, "deploy", note="Clearer name")

    assert answer.json()["version_number"] == 2
    versions = admin.get(f"/workflows/{version.workflow_id}/versions/").json()["results"]
    assert [(each["number"], each["note"]) for each in versions] == [(2, "Clearer name"), (1, "")]


def test_deploying_what_is_deployed_makes_no_new_version(admin):
    version = make_deployed()

    move(admin, version.workflow, "deploy")

    assert WorkflowVersion.objects.count() == 1


def test_a_version_cannot_be_altered_or_removed():
    version = make_deployed()

    for change in (
        lambda rows: rows.update(note="changed"),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(WorkflowVersion.objects.filter(pk=version.pk))


def test_only_one_workflow_is_deployed_for_a_match(admin):
    make_deployed(sub_category="Printers")
    rival = make_draft(sub_category=" PRINTERS ")

    answer = move(admin, rival, "deploy")

    assert answer.status_code == 409
    assert answer.json()["details"][0]["field"] == "category"
    assert status(rival) == "draft"
    assert not rival.versions.exists()


def test_a_paused_workflow_makes_room_for_another(admin):
    version = make_deployed(sub_category="Printers")
    rival = make_draft(sub_category="Printers")
    move(admin, version.workflow, "pause")

    assert move(admin, rival, "deploy").status_code == 200
    assert move(admin, version.workflow, "resume").status_code == 409


def test_going_live_asks_for_waiting_tickets_to_be_routed(admin):
    version = make_deployed()
    move(admin, version.workflow, "pause")
    move(admin, version.workflow, "resume")

    assert [message.version_id for message in outbox_messages(RouteWaiting)] == [version.pk] * 2


def test_every_move_is_in_the_audit(admin):
    make_role("IT Support")
    workflow = make_draft()

    move(admin, workflow, "deploy")

    event = AuditEvent.objects.filter(action="workflow.deployed").get()
    assert (event.actor_id, event.object_id) == (ADMIN.id, str(workflow.pk))
    assert event.before == {"status": "draft"}


def test_a_stale_deployment_is_refused(admin):
    workflow = make_draft()
    admin.put(f"/workflows/{workflow.pk}/graph/", GRAPH)

    assert move(admin, workflow, "deploy", version=1).status_code == 409


def test_a_deployed_workflow_cannot_be_deleted(admin):
    version = make_deployed()

    assert admin.delete(f"/workflows/{version.workflow_id}/").status_code == 409


def test_a_draft_can_be_deleted(admin):
    workflow = make_draft()

    assert admin.delete(f"/workflows/{workflow.pk}/").status_code == 204
    assert not Workflow.objects.exists()


def test_a_rival_is_superseded_only_when_that_is_said(admin):
    first = make_deployed(sub_category="Printers")
    rival = make_draft(sub_category="printers ")
    assert move(admin, rival, "deploy").status_code == 409

    answer = move(admin, rival, "deploy", supersede=True)

    assert (answer.status_code, answer.json()["status"]) == (200, "deployed")
    assert status(first.workflow) == "paused"
    event = AuditEvent.objects.get(action="workflow.superseded")
    assert (event.object_id, event.after["status"]) == (str(first.workflow_id), "paused")


def test_nothing_is_superseded_by_what_cannot_be_deployed(admin):
    first = make_deployed(sub_category="Printers")
    rival = make_draft(sub_category="Printers", steps=[])

    assert move(admin, rival, "deploy", supersede=True).status_code == 422
    assert status(first.workflow) == "deployed"


def test_the_audit_of_a_deployment_says_what_it_changed(admin):
    version = make_deployed()
    steps = [{**GRAPH["steps"][0], "instructions": "Look twice"}, GRAPH["steps"][1]]
    admin.put(f"/workflows/{version.workflow_id}/graph/", {**GRAPH, "steps": steps})

    move(admin, version.workflow, "deploy", note="Clearer")

    after = AuditEvent.objects.filter(action="workflow.deployed")[0].after
    assert (after["version_number"], after["replaced"], after["note"]) == (2, 1, "Clearer")
    assert after["changes"] == [
        {"kind": "changed", "element": "step", "key": "look", "fields": ["instructions"]}
    ]
