"""What an Admin corrected in workflow_api is what ticket_service shows."""

import pytest

from shared.contracts.realtime import PushEvent
from shared.contracts.status import CorrectTicket
from shared.testing.messages import dead_letters, deliver, outbox_messages
from ticket_service.corrections.models import Correction
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import (
    by_title,
    gateway,
    hand_in,
    handed_over,
    report,
)

pytestmark = pytest.mark.django_db
RIGHT = {"category": "Asset", "sub_category": "Check-in", "priority": "urgent"}


def correct(ticket, version=1, revision=1, **changes):
    deliver(
        CorrectTicket(
            ticket_id=ticket.number,
            version=version,
            revision=revision,
            changes=changes or RIGHT,
            by_name="Ada Admin",
            reason="Misread",
        )
    )


def shown(ticket):
    ticket.refresh_from_db()
    return {name: getattr(ticket, name) for name in RIGHT}


def test_a_correction_is_shown_and_kept_beside_what_stood_there():
    ticket = hand_in()

    correct(ticket)

    assert shown(ticket) == RIGHT
    kept = Correction.objects.get()
    assert (kept.applied, kept.by_name, kept.reason) == (True, "Ada Admin", "Misread")
    assert kept.changes["category"] == ["IT Support", "Asset"]
    [hint] = [m for m in outbox_messages(PushEvent) if m.data.get("kind") == "corrected"]
    assert hint.stream == f"ticket:{ticket.number}"


def test_a_correction_that_comes_again_changes_nothing():
    ticket = hand_in()
    correct(ticket)
    correct(ticket, version=2, category="IT Support")

    correct(ticket)

    assert shown(ticket)["category"] == "IT Support"
    assert Correction.objects.count() == 2


def test_the_same_content_again_does_not_undo_a_correction():
    ticket = hand_in()
    correct(ticket)
    before = len(handed_over())

    answer = gateway().post("/send/", by_title())

    assert answer.status_code == 200
    assert shown(ticket) == RIGHT
    assert len(handed_over()) == before


def test_what_the_sender_gave_meanwhile_wins_over_a_correction_of_the_older():
    ticket = hand_in()
    hand_in(sub_category="Access")

    correct(ticket, revision=1)

    assert shown(ticket)["sub_category"] == "Access"
    assert not Correction.objects.get().applied


def test_revisions_count_what_the_sender_gave_alone():
    ticket = hand_in()
    correct(ticket)

    hand_in(description="It is the whole floor.")

    ticket.refresh_from_db()
    assert ticket.revision == 2
    assert [payload["revision"] for payload in handed_over()] == [1, 2]


def test_a_correction_does_not_touch_the_status():
    ticket = hand_in()
    report(ticket, "open", 3)

    correct(ticket, version=2)

    ticket.refresh_from_db()
    assert (ticket.status, ticket.status_version) == ("open", 3)


@pytest.mark.parametrize("changes", [{"priority": "asap"}, {"subject": ""}])
def test_a_correction_that_makes_no_sense_is_kept_as_failed_work(changes):
    ticket = hand_in()

    correct(ticket, **changes)

    assert len(dead_letters()) == 1
    assert not Correction.objects.exists()
    assert Ticket.objects.get().priority == ticket.priority
