"""Unfinished comments survive whatever happens to the page they are written on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from messaging_service.drafts.models import Draft
from messaging_service.drafts.services import forget
from shared.testing import make_client
from shared.testing.people import ALICE, BOB, CAROL

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE, BOB)


def path(ticket):
    return f"/api/drafts/{ticket}/"


def save(who, ticket, text="I think it is the", **fields):
    return make_client(who).put(path(ticket), {"text": text, **fields}, format="json")


def kept(who, ticket):
    return make_client(who).get(path(ticket)).json()


def test_a_draft_comes_back_as_it_was_left(ticket):
    save(ALICE, ticket)
    saved = save(ALICE, ticket, " I think\nit is ", visibility="requester", mentions=[12, 12])

    assert saved.json()["saved_at"]
    assert kept(ALICE, ticket) == saved.json()
    assert saved.json()["text"] == " I think\nit is "
    assert (saved.json()["visibility"], saved.json()["mentions"]) == ("requester", [12])
    assert Draft.objects.count() == 1


def test_a_draft_is_its_authors_alone(ticket):
    save(ALICE, ticket)

    assert kept(BOB, ticket) == {
        "ticket_id": ticket,
        "text": "",
        "saved_at": None,
        "visibility": "internal",
        "mentions": [],
    }
    assert make_client(CAROL).get(path(ticket)).status_code == 404
    assert save(CAROL, ticket).status_code == 404


def test_of_an_empty_text_nothing_is_kept(ticket):
    save(ALICE, ticket)
    save(ALICE, ticket, "  ")

    assert kept(ALICE, ticket)["text"] == ""
    assert not Draft.objects.exists()


def test_a_draft_ends_with_the_comment_it_became(ticket):
    save(ALICE, ticket, "Rebooted the switch ")
    save(BOB, ticket, "Rebooted the switch")
    comment = {"ticket_id": ticket, "text": "Rebooted the switch"}

    make_client(ALICE).post("/api/comments/", comment)

    assert kept(ALICE, ticket)["text"] == ""
    assert kept(BOB, ticket)["text"] == "Rebooted the switch"


def test_other_words_stay_unfinished(ticket):
    save(ALICE, ticket, "And besides,")

    make_client(ALICE).post("/api/comments/", {"ticket_id": ticket, "text": "Yes"})

    assert kept(ALICE, ticket)["text"] == "And besides,"


def test_a_draft_is_thrown_away_even_out_of_sight(workflow, ticket):
    save(ALICE, ticket)
    client = make_client(ALICE)

    assert client.delete(path(ticket)).status_code == 204
    assert client.delete("/api/drafts/HD-OUT-OF-SIGHT/").status_code == 204
    assert kept(ALICE, ticket)["text"] == ""


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": "x" * 10_001}, "text"),
        ({"visibility": "public"}, "visibility"),
        ({"mentions": ["bob"]}, "mentions.0"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_draft_is_refused_by_field(ticket, fields, named):
    response = save(ALICE, ticket, **fields)

    assert response.status_code == 400
    assert named in {detail["field"] for detail in response.json()["details"]}


def test_drafts_that_nobody_touches_are_forgotten(ticket):
    save(ALICE, ticket)

    assert forget(timezone.now() - timedelta(days=90), 10) == 0
    assert forget(timezone.now() + timedelta(seconds=1), 10) == 1
