"""A mention reaches people, or its author hears that it would not."""

import pytest

from shared.contracts.workflow import NoteMentions
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ALICE, ANA, BEN, BOB, CAROL

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(workflow, number):
    workflow.admit(number, ALICE, participants=[ALICE.id, BOB.id])
    return workflow.admit_requester(number, ANA, participants=[ALICE.id, BOB.id])


def post(caller, ticket, *mentioned):
    body = {"ticket_id": ticket, "text": "Look", "mentions": [who.id for who in mentioned]}
    return make_client(caller).post("/api/comments/", body, format="json")


def test_a_mention_makes_the_ticket_their_affair(ticket):
    comment = post(ALICE, ticket, CAROL, BOB, ALICE).json()

    [told] = outbox_messages(NoteMentions)
    assert (told.ticket_number, told.comment_id) == (ticket, comment["id"])
    assert (told.user_ids, told.by_name) == ([BOB.id, CAROL.id], "Alice")


def test_whom_a_mention_would_not_reach_is_named(workflow, ticket):
    workflow.unreachable.add(BEN.id)

    response = post(ALICE, ticket, BEN, CAROL)

    assert response.status_code == 400
    [detail] = response.json()["details"]
    assert detail == {"field": "mentions", "message": f"cannot see this ticket: [{BEN.id}]"}
    assert outbox_messages(NoteMentions) == []


def test_a_comment_without_mentions_tells_nobody_of_any(ticket):
    post(ALICE, ticket)
    post(ALICE, ticket, ALICE)

    assert outbox_messages(NoteMentions) == []


def test_a_comment_counts_for_more_than_the_check_of_its_mentions(workflow, ticket):
    post(ALICE, ticket)
    workflow.down = True

    assert post(ALICE, ticket, CAROL).status_code == 201
