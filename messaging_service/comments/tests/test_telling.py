"""Who hears of a comment, and how far somebody has read."""

import pytest

from messaging_service.comments.tests.talking import post
from shared.contracts.notifications import CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE, ANA, BOB, CAROL

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(workflow, number):
    """Alice and Bob work on it; Ana has asked for it."""
    workflow.admit(number, ALICE, BOB, ADMIN, participants=[ALICE.id, BOB.id])
    return workflow.admit_requester(number, ANA, participants=[ALICE.id, BOB.id])


def test_participants_are_told_and_the_mentioned_by_name(ticket):
    comment = post(ALICE, ticket, "@carol please look", mentions=[CAROL.id, ALICE.id]).json()

    mention, added = outbox_messages(CreateNotification)
    assert mention.notification_type == "mention"
    assert mention.recipients == {"users": [CAROL.id]}
    assert added.notification_type == "comment_added"
    assert added.recipients == {"users": [BOB.id]}
    assert added.related_ticket_number == ticket
    assert str(comment["id"]) in added.deduplication_id


def test_a_requester_who_has_written_is_told_of_answers_but_of_nothing_internal(ticket):
    post(ANA, ticket, "It is still broken")
    post(ALICE, ticket, "She always says that")
    post(ALICE, ticket, "We are on it", visibility="requester")

    told = [message.recipients["users"] for message in outbox_messages(CreateNotification)]
    assert told == [[ALICE.id, BOB.id], [BOB.id], [BOB.id, ANA.id]]


def test_a_requester_may_address_only_those_on_the_ticket(ticket):
    response = post(ANA, ticket, "Hey", mentions=[CAROL.id])

    assert response.json()["details"][0]["field"] == "mentions"
    assert outbox_messages(CreateNotification) == []


def test_a_read_marker_only_moves_forward(ticket):
    for _ in range(3):
        post(ALICE, ticket)
    client, path = make_client(BOB), f"/api/read-markers/{ticket}/"

    assert client.get(path).json() == {"ticket_id": ticket, "last_seq": 0, "unread": 3}
    assert client.put(path, {"last_seq": 2}).json()["unread"] == 1
    assert client.put(path, {"last_seq": 1}).json()["last_seq"] == 2
    assert client.put(path, {"last_seq": 4}).status_code == 400
    assert client.put(path, {"last_seq": -1}).status_code == 400
