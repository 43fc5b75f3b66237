"""A mention reaches people, or its author hears that it would not."""

import pytest

from shared.contracts.notifications import CreateNotification
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


def test_a_comment_shows_the_names_of_those_it_addresses_and_an_edit_keeps_them(ticket):
    comment = post(ALICE, ticket, CAROL, BOB).json()
    path = f"/api/comments/{comment['id']}/"

    edited = make_client(ALICE).patch(path, {"text": "Look again"}, format="json").json()

    named = [{"user_id": who.id, "name": f"Person {who.id}"} for who in (BOB, CAROL)]
    assert comment["mentioned"] == named
    assert (edited["text"], edited["mentioned"]) == ("Look again", named)
    [listed] = make_client(ALICE).get("/api/comments/", {"ticket_id": ticket}).json()["results"]
    assert listed["mentioned"] == named


def test_a_name_that_nobody_could_be_asked_for_is_empty(workflow, ticket):
    post(ALICE, ticket)
    workflow.down = True

    comment = post(ALICE, ticket, BOB).json()

    assert comment["mentioned"] == [{"user_id": BOB.id, "name": ""}]


def test_who_watches_is_told_of_a_comment_once_and_why(workflow, number):
    workflow.admit(
        number, ALICE, participants=[ALICE.id, BOB.id], watchers=[ALICE.id, BOB.id, CAROL.id]
    )

    post(ALICE, number)

    told = {each.deduplication_id.rsplit(":", 1)[1]: each for each in notices()}
    assert told["comment_added"].recipients == {"users": [BOB.id]}
    assert told["watched"].recipients == {"users": [CAROL.id]}
    assert told["watched"].metadata["why"] == "You watch this ticket"
    assert told["watched"].metadata["scope"] == "watched"
    assert told["watched"].notification_type == "comment_added"


def test_who_watches_and_is_mentioned_hears_of_the_mention_alone(workflow, number):
    workflow.admit(number, ALICE, watchers=[CAROL.id])

    post(ALICE, number, CAROL)

    assert [each.notification_type for each in notices()] == ["mention"]


def notices():
    return outbox_messages(CreateNotification)
