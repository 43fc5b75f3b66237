import json

import pytest
from django.db import connection

from shared.testing import make_client, service_client
from shared.testing.people import ANA
from ticket_service.intake.models import Submission
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import (
    by_subject,
    by_title,
    gateway,
    hand_in,
    handed_over,
    report,
)

pytestmark = pytest.mark.django_db


def send_lines(*lines):
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return gateway().generic("POST", "/tickets/batch/", body, "application/x-ndjson")


def results_of(answer):
    assert answer.status_code == 207, answer.json()
    return answer.json()["results"]


def test_an_array_is_answered_line_by_line():
    answer = gateway().post("/tickets/batch/", [by_title(), by_subject()])

    assert [(r["index"], r["status"], r["ticket_number"]) for r in results_of(answer)] == [
        (0, 201, "HDTS-1"),
        (1, 201, "HD-2026-1"),
    ]
    assert len(handed_over()) == 2


def test_lines_of_json_are_answered_the_same_way():
    answer = send_lines(by_title(), "", by_subject(), "")

    assert [result["status"] for result in results_of(answer)] == [201, 201]


def test_one_bad_line_stops_no_other():
    answer = send_lines(by_title(), "{not json", by_title(ticket_id="HDTS-2", priority="asap"), [])

    results = results_of(answer)
    assert (answer.json()["accepted"], answer.json()["refused"]) == (1, 3)
    assert [result["status"] for result in results] == [201, 400, 400, 400]
    assert [result.get("errors", [{}])[0].get("field") for result in results] == [
        None,
        "line",
        "priority",
        "ticket",
    ]
    assert Ticket.objects.get().number == "HDTS-1"


@pytest.mark.parametrize("send", ["array", "lines"])
def test_a_line_nested_too_deeply_is_refused_alone(send):
    deep = json.loads("[" * 50 + "]" * 50)
    tickets = [by_title(tree=deep), by_title(ticket_id="HDTS-2")]

    answer = gateway().post("/tickets/batch/", tickets) if send == "array" else send_lines(*tickets)

    assert [result["status"] for result in results_of(answer)] == [400, 201]


def test_known_changed_and_new_lines_are_told_apart():
    hand_in(ticket_id="HDTS-1")
    hand_in(ticket_id="HDTS-2")
    report(hand_in(ticket_id="HDTS-3"), "in_progress")

    answer = send_lines(
        by_title(ticket_id="HDTS-1"),
        by_title(ticket_id="HDTS-2", title="Changed"),
        by_title(ticket_id="HDTS-3", title="Changed"),
        by_title(ticket_id="HDTS-4"),
    )

    outcomes = [(result["status"], result["outcome"]) for result in results_of(answer)]
    assert outcomes == [(200, "known"), (200, "updated"), (200, "amended"), (201, "created")]


def test_a_ticket_twice_in_one_batch_is_one_ticket():
    answer = send_lines(by_title(), by_title(), by_title(title="Changed"))

    outcomes = [result["outcome"] for result in results_of(answer)]
    assert outcomes == ["created", "known", "updated"]
    assert Ticket.objects.get().subject == "Changed"


def test_lines_without_ids_are_tickets_of_their_own():
    body = by_subject()
    del body["ticket_number"]

    answer = send_lines(body, body)

    assert len({result["ticket_number"] for result in results_of(answer)}) == 2


def test_a_requester_may_send_several_tickets():
    body = by_subject()
    del body["ticket_number"]

    answer = make_client(ANA).post("/tickets/batch/", [body, by_title()])

    assert [result["status"] for result in results_of(answer)] == [201, 400]
    assert Ticket.objects.get().requester["email"] == ANA.email


def test_a_line_the_database_refuses_stops_no_other():
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE tickets_ticket ADD CONSTRAINT no_elephants"
            " CHECK (subject NOT LIKE '%elephant%')"
        )
    tickets = [by_title(ticket_id=f"HDTS-{n}") for n in range(5)]
    tickets[2]["title"] = "An elephant in the server room"

    answer = send_lines(*tickets)

    assert [result["status"] for result in results_of(answer)] == [201, 201, 400, 201, 201]
    assert Submission.objects.count() == 4


def test_more_than_a_thousand_lines_are_refused_as_a_whole():
    answer = send_lines(*[by_title(ticket_id=f"HDTS-{n}") for n in range(1001)])

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["body"]
    assert not Ticket.objects.exists()


def test_an_object_is_not_a_batch():
    answer = gateway().post("/tickets/batch/", by_title())

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["body"]


def test_an_empty_batch_has_no_results():
    assert results_of(gateway().post("/tickets/batch/", [])) == []


def test_a_service_without_the_scope_sends_no_batch():
    answer = service_client("reporting").post("/tickets/batch/", [by_title()])

    assert answer.status_code == 403


def test_a_thousand_tickets_cost_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        answer = send_lines(*[by_title(ticket_id=f"HDTS-{n}") for n in range(1000)])

    assert answer.json()["accepted"] == 1000
    assert len(handed_over()) == 1000
