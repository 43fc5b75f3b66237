"""A ticket without a workflow stands among the failed work until it is routed."""

import pytest

from shared.contracts.notifications import CreateNotification
from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.contracts.workflow import RouteWaiting
from shared.dead_letters.models import DeadLetter
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import deliver, outbox_messages
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, build_world, make_payload, receive
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import lifecycle

pytestmark = pytest.mark.django_db
VISA = {"category": "Travel", "sub_category": "Visa"}
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


def put_back(workflow):
    lifecycle.resume(actor=OPERATOR, workflow_id=workflow.pk)
    for message in outbox_messages(RouteWaiting):
        deliver(message)


def from_ticket_service(external_id, **fields):
    """As ticket_service hands a ticket over: with its number and a count of its contents."""
    payload = {**make_payload(external_id, **fields), "ticket_number": external_id, "revision": 1}
    deliver(ReceiveTicket(payload=payload), headers={"source": "ticket_service"})


def act(letter, action, **body):
    answer = make_client(ADMIN).post(f"/dead-letters/{letter.pk}/{action}/", body)
    assert answer.status_code == 200, answer.content


def deliver_replay():
    """What a retry has put into the outbox arrives."""
    row = OutboxMessage.objects.get(task=ReceiveTicket.TASK, exchange=ReceiveTicket.QUEUE)
    deliver(ReceiveTicket(), kwargs=row.kwargs, headers=row.headers)
    row.delete()


def state_of(letter):
    letter.refresh_from_db()
    return letter.state


def test_the_letter_has_the_ticket_the_reason_and_the_message():
    receive("HD-1", **VISA)

    letter = make_client(ADMIN).get(f"/dead-letters/{DeadLetter.objects.get().pk}/").json()
    assert (letter["code"], letter["state"]) == ("WORKFLOW_NOT_FOUND", "open")
    assert letter["ticket_number"] == "HD-1"
    assert letter["queue"] == "TICKET_TASKS_PRODUCTION"
    assert letter["kwargs"]["payload"]["title"] == "No network on the third floor"
    assert {detail["field"]: detail["message"] for detail in letter["details"]} == {
        "category": "Travel",
        "sub_category": "Visa",
        "department": "Operations",
    }


def test_tickets_that_want_for_the_same_workflow_share_a_cause():
    receive("HD-1", **VISA)
    receive("HD-2", category="travel", sub_category="VISA")
    receive("HD-3", category="Travel", sub_category="Hotel")
    receive("HD-4", **VISA, department="HR")

    groups = make_client(ADMIN).get("/dead-letters/groups/?code=WORKFLOW_NOT_FOUND").json()
    assert sorted(group["count"] for group in groups["results"]) == [1, 1, 2]


def test_admins_are_told_once_per_cause_and_quarter_of_an_hour():
    receive("HD-1", **VISA)
    receive("HD-2", **VISA)

    notices = outbox_messages(CreateNotification)
    assert {notice.notification_type for notice in notices} == {"ticket_unrouted"}
    assert len({notice.deduplication_id for notice in notices}) == 1
    rows = OutboxMessage.objects.filter(task=CreateNotification.TASK)
    assert len(set(rows.values_list("message_id", flat=True))) == 1


def test_each_ticket_of_a_batch_has_a_letter_of_its_own():
    tickets = [make_payload(f"HD-{n}", **VISA) for n in range(3)]

    deliver(ReceiveTickets(tickets=tickets), headers={"source": "ticket_service"})

    numbers = DeadLetter.objects.values_list("ticket_number", flat=True)
    assert sorted(numbers) == ["HD-0", "HD-1", "HD-2"]


def test_a_deployment_resolves_the_letters_ignored_ones_too(network):
    receive("HD-1")
    receive("HD-2")
    act(DeadLetter.objects.get(ticket_number="HD-2"), "ignore", reason="Nobody wants it")

    put_back(network)

    assert {letter.state for letter in DeadLetter.objects.all()} == {"resolved"}
    event = DeadLetter.objects.get(ticket_number="HD-1").events.get(action="resolved")
    assert (event.actor_id, event.action) == (None, "resolved")
    assert "IT Network Support" in event.reason


def test_an_ignored_letter_leaves_its_ticket_waiting():
    receive("HD-1", **VISA)

    act(DeadLetter.objects.get(), "ignore", reason="Spam")

    assert WorkflowTicket.objects.get().state == "unrouted"
    assert DeadLetter.objects.get().state == "ignored"


def test_a_retry_routes_what_has_a_workflow_by_now(network):
    from_ticket_service("HD-1")
    letter = DeadLetter.objects.get()
    lifecycle.resume(actor=OPERATOR, workflow_id=network.pk)

    act(letter, "retry")
    deliver_replay()

    assert Task.objects.get().ticket.external_id == "HD-1"
    assert state_of(letter) == "resolved"


def test_a_retry_in_vain_is_a_letter_of_its_own_and_no_news():
    from_ticket_service("HD-1", **VISA)
    letter = DeadLetter.objects.get()
    told = len(outbox_messages(CreateNotification))

    act(letter, "retry")
    deliver_replay()

    again = DeadLetter.objects.get(replay_of=letter)
    assert (state_of(letter), again.state, again.cause) == ("retried", "open", letter.cause)
    assert len(outbox_messages(CreateNotification)) == told


def test_after_retries_in_vain_a_deployment_resolves_the_whole_chain(network):
    from_ticket_service("HD-1")
    act(DeadLetter.objects.get(), "retry")
    deliver_replay()

    put_back(network)

    assert [letter.state for letter in DeadLetter.objects.all()] == ["resolved", "resolved"]


def test_a_corrected_category_finds_its_workflow():
    from_ticket_service("HD-1", category="IT Suport")
    letter = DeadLetter.objects.get()
    corrected = {**letter.kwargs["payload"], "category": "IT Support"}

    act(letter, "edit-and-retry", kwargs={"payload": corrected}, reason="Misspelt")
    deliver_replay()

    assert Task.objects.get().workflow.name == "IT Network Support"
    assert state_of(letter) == "resolved"
    [change] = letter.events.get(action="edited").diff
    assert change == {
        "field": "payload.category",
        "before": "IT Suport",
        "after": "IT Support",
    }


def test_a_corrected_category_that_is_wrong_too_is_explained_anew():
    from_ticket_service("HD-1", **VISA)
    letter = DeadLetter.objects.get()
    corrected = {**letter.kwargs["payload"], "sub_category": "Hotel"}

    act(letter, "edit-and-retry", kwargs={"payload": corrected}, reason="Not a visa")
    deliver_replay()

    again = DeadLetter.objects.get(state="open")
    assert (again.replay_of, state_of(letter)) == (letter, "retried")
    assert "'Hotel'" in again.text
    assert again.cause != letter.cause


def test_a_replay_that_comes_after_the_ticket_was_routed_changes_nothing(network):
    from_ticket_service("HD-1")
    letter = DeadLetter.objects.get()
    act(letter, "retry")
    put_back(network)

    deliver_replay()

    assert Task.objects.count() == 1
    assert state_of(letter) == "resolved"
    assert letter.events.filter(action="resolved").count() == 1


def test_other_content_replaces_the_letter(network):
    receive("HD-1", **VISA)

    receive("HD-1", category="Travel", sub_category="Hotel")

    states = DeadLetter.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["resolved", "open"]
