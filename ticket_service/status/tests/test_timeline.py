import pytest

from shared.testing import make_client
from shared.testing.people import ANA
from ticket_service.tickets.tests.factories import hand_in, report

pytestmark = pytest.mark.django_db


def test_the_timeline_tells_what_was_sent_and_what_became_of_it():
    ticket = hand_in()
    hand_in(priority="high")
    report(ticket, "in_progress", step="Diagnose", assignee={"id": 13, "name": "Carol Reed"})
    hand_in(priority="high", title="Something else")

    events = make_client(ANA).get("/tickets/HDTS-1/timeline/").json()

    assert [(event["kind"], event["text"]) for event in events] == [
        ("created", "Received from the help desk (HDTS)"),
        ("updated", "Changed by the help desk (HDTS): priority"),
        ("status", "In Progress · Diagnose · with Carol Reed"),
        (
            "amended",
            "A change of the help desk (HDTS) came after work had started and was not applied: "
            "subject",
        ),
    ]
    assert events[1]["changes"] == [{"field": "priority", "before": "medium", "after": "urgent"}]
    assert events[2]["assignee"] == {"id": 13, "name": "Carol Reed"}
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)


def test_an_amendment_back_to_the_tickets_own_content_says_so():
    report(hand_in(), "in_progress")
    hand_in(title="Something else")

    hand_in()

    events = make_client(ANA).get("/tickets/HDTS-1/timeline/").json()
    assert events[-1]["text"].endswith("nothing that differs from the ticket")


def test_a_ticket_without_a_workflow_is_said_to_wait():
    report(hand_in(), "unrouted")

    events = make_client(ANA).get("/tickets/HDTS-1/timeline/").json()

    assert (events[-1]["text"], events[-1]["status"]) == ("Waits for a team", "unrouted")
