"""Nobody answers without having read what was written meanwhile."""

import pytest

from messaging_service.comments.models import Comment
from shared.testing import make_client
from shared.testing.people import ALICE, ANA, BOB

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(workflow, number):
    workflow.admit(number, ALICE, BOB)
    return workflow.admit_requester(number, ANA)


def post(caller, ticket, text="Rebooted the switch", **fields):
    return make_client(caller).post(
        "/api/comments/", {"ticket_id": ticket, "text": text, **fields}, format="json"
    )


def test_a_comment_is_held_back_until_its_author_has_read_the_others(ticket):
    seen = post(ALICE, ticket, "One").json()["seq"]
    newest = post(BOB, ticket, "Do not reboot it!").json()["seq"]

    refused = post(ALICE, ticket, seen_seq=seen)
    after_reading = post(ALICE, ticket, seen_seq=newest)

    assert (refused.status_code, refused.json()["code"]) == (409, "UNSEEN_COMMENTS")
    assert refused.json()["error"] == "1 new since you began to write"
    [detail] = refused.json()["details"]
    assert detail == {"field": "seen_seq", "message": "Bob: Do not reboot it!"}
    assert after_reading.status_code == 201
    assert Comment.objects.filter(text="Rebooted the switch").count() == 1


def test_ones_own_and_deleted_comments_hold_nothing_back(ticket):
    deleted = post(BOB, ticket, "Never mind").json()
    make_client(BOB).delete(f"/api/comments/{deleted['id']}/")
    post(ALICE, ticket, "From my other window")

    assert post(ALICE, ticket, seen_seq=0).status_code == 201


def test_what_a_requester_may_not_read_does_not_hold_them_back(ticket):
    post(ALICE, ticket, "She always says that")
    unseen = post(ANA, ticket, "Still broken", seen_seq=0)
    post(ALICE, ticket, "We are on it", visibility="requester")

    assert unseen.status_code == 201
    refused = post(ANA, ticket, "Hello?", seen_seq=unseen.json()["seq"])
    assert refused.json()["details"][0]["message"] == "Alice: We are on it"


def test_a_comment_sent_again_is_answered_though_others_wrote_since(ticket):
    first = post(ALICE, ticket, client_id="a-1", seen_seq=0)
    post(BOB, ticket)

    again = post(ALICE, ticket, client_id="a-1", seen_seq=0)

    assert (first.status_code, again.status_code) == (201, 200)


def test_who_does_not_say_what_they_saw_is_not_held_back(ticket):
    post(BOB, ticket)

    assert post(ALICE, ticket).status_code == 201
