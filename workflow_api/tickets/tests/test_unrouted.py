"""Tickets without a workflow wait for one."""

import pytest

from shared.contracts.notifications import CreateNotification, SendEmail
from shared.contracts.status import UpdateStatus
from shared.contracts.workflow import LookAgain, RouteWaiting
from shared.testing import make_client
from shared.testing.messages import deliver, outbox_messages
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, ALICE, ANA, AUDITOR, build_world, join, receive
from workflow_api.tickets import routing
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import lifecycle

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("test")


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture
def network():
    """The network workflow, out of service."""
    workflow = Workflow.objects.get(key="it-network-support")
    lifecycle.pause(actor=OPERATOR, workflow_id=workflow.pk)
    return workflow


def test_a_ticket_nobody_planned_for_is_kept_and_reported():
    receive("HD-1", category="Travel", sub_category="Visa")

    ticket = WorkflowTicket.objects.get()
    assert (ticket.state, Task.objects.count()) == ("unrouted", 0)
    assert "'Travel'" in ticket.unrouted_reason
    [told] = outbox_messages(CreateNotification)
    assert told.notification_type == "ticket_unrouted"
    assert told.recipients == {"roles": [{"system": "TTS", "role": "Admin"}]}
    assert outbox_messages(UpdateStatus)[0].status == "unrouted"


def test_waiting_tickets_start_oldest_first_when_a_workflow_goes_live(network):
    receive("HD-2", created_at="2026-01-02T00:00:00Z")
    receive("HD-1", created_at="2026-01-01T00:00:00Z")

    lifecycle.resume(actor=OPERATOR, workflow_id=network.pk)
    for message in outbox_messages(RouteWaiting):
        deliver(message)

    started = Task.objects.order_by("pk").values_list("ticket__external_id", flat=True)
    assert list(started) == ["HD-1", "HD-2"]
    assert not WorkflowTicket.objects.filter(state="unrouted").exists()
    for number in ("HD-1", "HD-2"):
        updates = [u for u in outbox_messages(UpdateStatus) if u.ticket_id == number]
        assert [(u.status, u.version) for u in updates] == [("unrouted", 1), ("open", 2)]


def test_the_sweep_finds_what_the_message_missed(network):
    receive("HD-1")
    lifecycle.resume(actor=OPERATOR, workflow_id=network.pk)

    routing.route_waiting()
    routing.route_waiting()

    assert Task.objects.count() == 1


def test_a_waiting_ticket_that_changes_may_find_its_workflow():
    receive("HD-1", category="Travel", sub_category="Visa")

    receive("HD-1")

    assert WorkflowTicket.objects.get().state == "routed"
    assert Task.objects.get().workflow.name == "IT Network Support"


def test_its_requester_is_told_once_and_again_when_it_is_routed(network):
    receive("HD-1")
    receive("HD-1", description="Worse by now.")
    make_client(ADMIN).post(
        "/tickets/HD-1/route/", {"workflow_id": Workflow.objects.get(key="it-access-request").pk}
    )

    mails = outbox_messages(SendEmail)
    assert [(mail.to, mail.subject) for mail in mails] == [
        (ANA.email, "Your ticket HD-1 has arrived and waits for a team"),
        (ANA.email, "Your ticket HD-1 has found its team"),
    ]
    assert mails[0].metadata["link"].endswith("/portal/tickets/HD-1")


def test_a_requester_with_an_account_is_told_in_the_application(network):
    join(ANA, "Requester")

    receive("HD-1")

    [told] = [m for m in outbox_messages(CreateNotification) if m.recipients == {"users": [ANA.id]}]
    assert told.subject == "Your ticket HD-1 has arrived and waits for a team"
    assert not outbox_messages(SendEmail)


def test_the_ticket_that_came_in_while_its_workflow_went_live_looks_again(network):
    receive("HD-2", created_at="2026-01-02T00:00:00Z")
    receive("HD-1", created_at="2026-01-01T00:00:00Z")
    looks = outbox_messages(LookAgain)

    Workflow.objects.filter(pk=network.pk).update(status="deployed")
    deliver(looks[0])

    started = Task.objects.order_by("pk").values_list("ticket__external_id", flat=True)
    assert list(started) == ["HD-1", "HD-2"]


def test_tickets_of_other_departments_do_not_stand_in_the_way(network, monkeypatch):
    monkeypatch.setattr(routing, "BATCH", 1)
    receive("HD-1", department="HR", created_at="2026-01-01T00:00:00Z")
    receive("HD-2", department="Finance", created_at="2026-01-02T00:00:00Z")
    Workflow.objects.filter(pk=network.pk).update(department=" finance ")

    lifecycle.resume(actor=OPERATOR, workflow_id=network.pk)
    for message in outbox_messages(RouteWaiting):
        deliver(message)

    assert Task.objects.get().ticket.external_id == "HD-2"


def test_admins_and_auditors_see_the_waiting_tickets():
    receive("HD-1", category="Travel", sub_category="Visa")

    for who in (ADMIN, AUDITOR):
        answer = make_client(who).get("/tickets/unrouted/").json()
        assert [ticket["ticket_number"] for ticket in answer["results"]] == ["HD-1"]
    for who in (ALICE, ANA):
        assert make_client(who).get("/tickets/unrouted/").status_code == 403
