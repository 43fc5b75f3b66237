"""Admins look at what waits and route it by hand."""

import pytest

from shared.dead_letters.models import DeadLetter
from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, ALICE, AUDITOR, build_world, receive
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db
VISA = {"category": "Travel", "sub_category": "Visa"}


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def access_request():
    return Workflow.objects.get(key="it-access-request")


def waiting(**query):
    return make_client(ADMIN).get("/tickets/unrouted/", query).json()["results"]


def route(ticket="HD-1", who=ADMIN, **body):
    return make_client(who).post(f"/tickets/{ticket}/route/", body)


def test_a_waiting_ticket_names_its_letter_and_the_nearest_workflows():
    receive("HD-1", category="IT Support", sub_category="Printer")

    [ticket] = waiting()
    letter = DeadLetter.objects.get()
    assert ticket["letter"]["id"] == letter.pk
    assert ticket["letter"]["cause"] == letter.cause
    assert [(near["name"], near["obstacle"]) for near in ticket["nearest"]] == [
        ("IT Access Request", "sub_category"),
        ("IT Network Support", "sub_category"),
    ]


def test_a_misspelt_category_is_recognised():
    receive("HD-1", category="Asset", sub_category="Check-in")
    receive("HD-2", category="Assett", sub_category="Check in")

    [ticket] = waiting()
    assert ticket["ticket_number"] == "HD-2"
    assert ("Asset Check-in", "spelling") in [
        (near["name"], near["obstacle"]) for near in ticket["nearest"]
    ]


def test_a_workflow_out_of_service_or_for_others_is_the_nearest():
    Workflow.objects.filter(key="it-network-support").update(status="paused")
    Workflow.objects.filter(key="it-access-request").update(department="HR")
    receive("HD-1")
    receive("HD-2", sub_category="Access")

    nearest = {ticket["ticket_number"]: ticket["nearest"][0] for ticket in waiting()}
    assert (nearest["HD-1"]["name"], nearest["HD-1"]["obstacle"], nearest["HD-1"]["status"]) == (
        "IT Network Support",
        "deployment",
        "paused",
    )
    assert (nearest["HD-2"]["name"], nearest["HD-2"]["obstacle"]) == (
        "IT Access Request",
        "department",
    )


def test_the_list_costs_the_same_for_one_and_for_many(django_assert_num_queries):
    admin = make_client(ADMIN)
    receive("HD-0", **VISA)
    with django_assert_num_queries(3):
        admin.get("/tickets/unrouted/")
    for number in range(1, 6):
        receive(f"HD-{number}", **VISA)

    with django_assert_num_queries(3):
        assert admin.get("/tickets/unrouted/").json()["count"] == 6


def test_an_admin_routes_a_ticket_to_a_workflow_of_their_choice():
    receive("HD-1", **VISA)

    answer = route(workflow_id=access_request().pk, reason="Needs access first")

    task = Task.objects.get()
    assert (answer.status_code, answer.json()["state"]) == (200, "routed")
    assert answer.json()["task_id"] == task.pk
    assert task.why_workflow == "IT Access Request: chosen by Admin"
    event = DeadLetter.objects.get().events.get(action="resolved")
    assert (event.actor_id, event.reason) == (ADMIN.id, "Needs access first")
    audited = AuditEvent.objects.get(action="ticket.routed")
    assert (audited.actor_id, audited.reason) == (ADMIN.id, "Needs access first")
    assert waiting() == []


def test_a_ticket_is_routed_by_its_id_too():
    receive("HD-1", **VISA)

    answer = route(WorkflowTicket.objects.get().pk, workflow_id=access_request().pk)

    assert answer.status_code == 200


def test_without_a_choice_it_goes_where_it_matches_by_now():
    Workflow.objects.filter(key="it-network-support").update(status="paused")
    receive("HD-1")
    Workflow.objects.filter(key="it-network-support").update(status="deployed")

    assert route().status_code == 200
    assert Task.objects.get().workflow.name == "IT Network Support"


def test_without_a_choice_and_a_match_the_answer_says_why():
    receive("HD-1", **VISA)

    answer = route()

    assert (answer.status_code, answer.json()["code"]) == (409, "WORKFLOW_NOT_FOUND")
    assert "'Travel'" in answer.json()["error"]


def test_a_ticket_is_routed_once():
    receive("HD-1")

    answer = route(workflow_id=access_request().pk)

    assert answer.status_code == 409
    assert Task.objects.count() == 1


def test_only_a_deployed_workflow_can_be_chosen():
    receive("HD-1", **VISA)
    Workflow.objects.filter(key="it-access-request").update(status="paused")

    answer = route(workflow_id=access_request().pk)

    assert answer.status_code == 422
    assert answer.json()["details"][0]["field"] == "workflow_id"
    assert not Task.objects.exists()


def test_what_is_unknown_is_named():
    receive("HD-1", **VISA)

    assert route("HD-9").status_code == 404
    assert route(999999).status_code == 404
    assert route(workflow="x").json()["details"][0]["field"] == "workflow"


@pytest.mark.parametrize("who", [ALICE, AUDITOR])
def test_only_admins_route(who):
    receive("HD-1", **VISA)

    assert route(who=who, workflow_id=access_request().pk).status_code == 403
