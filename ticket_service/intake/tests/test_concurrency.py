"""Several senders at once, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from ticket_service.intake.models import Submission
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import by_subject, by_title, gateway, handed_over

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 8


def at_once(send, count):
    def run(index):
        try:
            return send(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(count)))


def test_a_ticket_sent_many_times_at_once_is_taken_in_once():
    answers = at_once(lambda _: gateway().post("/send/", by_title()), 24)

    assert sorted(answer.status_code for answer in answers) == [200] * 23 + [201]
    assert len({answer.json()["ticket_id"] for answer in answers}) == 1
    assert Ticket.objects.count() == 1
    assert len(handed_over()) == 1


def test_changes_sent_at_once_are_each_recorded():
    gateway().post("/send/", by_title())

    answers = at_once(lambda n: gateway().post("/send/", by_title(title=f"Change {n}")), 16)

    assert [answer.json()["outcome"] for answer in answers] == ["updated"] * 16
    revisions = Submission.objects.order_by("revision").values_list("revision", flat=True)
    assert list(revisions) == list(range(1, 18))
    assert Ticket.objects.get().subject == Submission.objects.get(revision=17).content["subject"]


def test_numbers_given_at_once_are_all_different():
    body = by_subject()
    del body["ticket_number"]

    answers = at_once(lambda _: gateway().post("/send/", body), 40)

    assert [answer.status_code for answer in answers] == [201] * 40
    assert len({answer.json()["ticket_number"] for answer in answers}) == 40


def test_a_ticket_whose_id_is_no_number_is_taken_in_once_too():
    answers = at_once(lambda _: gateway().post("/send/", by_title(ticket_id="mine")), 24)

    assert sorted(answer.status_code for answer in answers) == [200] * 23 + [201]
    assert len({answer.json()["ticket_number"] for answer in answers}) == 1


def test_batches_with_the_same_tickets_in_any_order_do_not_block_each_other():
    tickets = [by_title(ticket_id=f"HDTS-{n}") for n in range(60)]

    def send(index):
        return gateway().post("/tickets/batch/", tickets if index % 2 else tickets[::-1])

    answers = at_once(send, 8)

    assert [answer.json()["accepted"] for answer in answers] == [60] * 8
    assert Ticket.objects.count() == 60
    assert len(handed_over()) == 60
