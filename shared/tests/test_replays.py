"""Failed messages sent again, as they were or corrected."""

import threading
from itertools import pairwise

import pytest
from django.db import connection

from shared.contracts.workflow import RouteWaiting
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services.storing import store_letters
from shared.inbox.delivery import FROM_PARTNER
from shared.outbox.models import OutboxMessage
from shared.tests.letters import CAUSE, QUEUE, break_contract, consume, get, make_letter, post

pytestmark = pytest.mark.django_db


def test_a_replay_is_a_new_message_in_the_same_journey_linked_to_the_original():
    letter = make_letter(routing_key=FROM_PARTNER)

    body = post(f"{letter.pk}/retry/", {"reason": "it is back"}).json()

    row = OutboxMessage.objects.get()
    assert str(row.message_id) == body["retried_as"] == row.headers["message_id"]
    assert row.message_id != letter.message_id
    assert (row.exchange, row.routing_key) == (QUEUE.name, FROM_PARTNER)
    assert row.kwargs == letter.kwargs
    assert row.headers["x-tts-replay-of"] == str(letter.message_id) == row.headers["causation_id"]
    assert row.headers["correlation_id"] == str(letter.correlation_id)
    assert row.headers["source"] == "workflow_api"
    assert "x-tts-attempt" not in row.headers
    [event] = body["history"]
    assert (event["action"], event["actor_id"], event["reason"]) == ("retried", 1, "it is back")


def test_a_replay_on_its_way_is_not_sent_twice():
    letter = make_letter()
    post(f"{letter.pk}/retry/")

    again = post(f"{letter.pk}/retry/")

    assert again.status_code == 409
    assert again.json()["error"] == "Its replay is on its way"
    assert OutboxMessage.objects.count() == 1


def test_a_replay_that_is_processed_resolves_the_letter():
    letter = make_letter()
    post(f"{letter.pk}/retry/")

    consume(OutboxMessage.objects.get())

    body = get(f"{letter.pk}/").json()
    assert body["state"] == "resolved"
    assert [e["action"] for e in body["history"]] == ["retried", "resolved"]
    assert "resolved" in post(f"{letter.pk}/retry/").json()["error"]
    assert post(f"{letter.pk}/ignore/", {"reason": "x"}).status_code == 409


def test_a_replay_that_dies_is_a_letter_of_its_own_and_the_original_names_it():
    letter = make_letter()
    post(f"{letter.pk}/retry/")
    replay = OutboxMessage.objects.get()
    consume(replay, break_contract)
    died = DeadLetter(**{**fields_of(letter), "message_id": replay.message_id, "digest": "1" * 64})

    store_letters(queue=QUEUE, letters=[died])

    second = DeadLetter.objects.get(message_id=replay.message_id)
    assert (second.replay_of_id, second.state) == (letter.pk, "open")
    assert f"dead letter {second.pk}" in post(f"{letter.pk}/retry/").json()["error"]
    assert get(f"{letter.pk}/").json()["failed_replays"] == [second.pk]


def fields_of(letter):
    skipped = {"id", "replay_of", "received_at"}
    return {
        f.attname: getattr(letter, f.attname) for f in letter._meta.fields if f.name not in skipped
    }


def test_an_edited_message_is_checked_against_its_contract_field_by_field():
    letter = make_letter(kwargs={"version_id": "seven"})
    wrong = {"kwargs": {"version_id": "eight"}, "reason": "typo"}

    response = post(f"{letter.pk}/edit-and-retry/", wrong)

    assert response.status_code == 400
    assert [d["field"] for d in response.json()["details"]] == ["kwargs.version_id"]
    assert not OutboxMessage.objects.exists()


def test_an_edit_keeps_what_was_changed_and_why_and_leaves_the_original_alone():
    letter = make_letter(kwargs={"version_id": "seven", "password": "a", "note": "n"})
    edited = {"version_id": 7, "password": "***", "note": "n"}

    body = post(f"{letter.pk}/edit-and-retry/", {"kwargs": edited, "reason": "typo"}).json()

    row = OutboxMessage.objects.get()
    assert row.kwargs == {"version_id": 7, "password": "a", "note": "n"}
    [event] = body["history"]
    assert event["diff"] == [{"field": "version_id", "before": "seven", "after": 7}]
    assert (event["action"], event["reason"]) == ("edited", "typo")
    assert DeadLetter.objects.get().kwargs["version_id"] == "seven"


def test_what_an_admin_corrected_no_longer_counts_as_the_partners_word():
    letter = make_letter(routing_key=FROM_PARTNER, headers={"source": "ticket_service"})

    post(f"{letter.pk}/edit-and-retry/", {"kwargs": {"version_id": 7}, "reason": "typo"})

    row = OutboxMessage.objects.get()
    assert (row.routing_key, row.headers["source"]) == (RouteWaiting.TASK, "workflow_api")


def test_an_edit_needs_a_reason():
    response = post(f"{make_letter().pk}/edit-and-retry/", {"kwargs": {"version_id": 7}})

    assert response.json()["details"][0]["field"] == "reason"


def test_what_cannot_be_read_cannot_be_retried_as_it_is():
    letter = make_letter(kwargs=None, body="/wA=")

    response = post(f"{letter.pk}/retry/")

    assert response.status_code == 422
    assert get(f"{letter.pk}/").json()["body_preview"] == "\\xff\x00"


def test_a_group_is_sent_again_oldest_first_at_the_rate_asked_for():
    letters = [make_letter(kwargs={"version_id": n}) for n in range(5)]
    unreadable = make_letter(kwargs=None)
    make_letter(cause="f" * 16)

    body = post("retry/", {"cause": CAUSE, "rate": 0.5, "limit": 4}).json()
    rest = post("retry/", {"cause": CAUSE, "reason": "all"}).json()

    assert (body["retried"], body["skipped"], body["remaining"]) == (4, 0, 2)
    assert (rest["retried"], rest["skipped"], rest["remaining"]) == (1, 1, 1)
    rows = list(OutboxMessage.objects.order_by("id"))
    assert [row.kwargs["version_id"] for row in rows] == [0, 1, 2, 3, 4]
    gaps = [(b.not_before - a.not_before).total_seconds() for a, b in pairwise(rows[:4])]
    assert gaps == [2, 2, 2]
    assert DeadLetter.objects.get(pk=letters[0].pk).state == "retried"
    assert DeadLetter.objects.get(pk=unreadable.pk).state == "open"


@pytest.mark.parametrize("bad", [{"rate": 0}, {"limit": 0}, {"cause": "x"}, {"limit": 100_000}])
def test_a_group_retry_out_of_bounds_names_the_field(bad):
    response = post("retry/", {"cause": CAUSE, **bad})

    assert [d["field"] for d in response.json()["details"]] == list(bad)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_retry_at_once_one_succeeds():
    letter = make_letter()
    statuses = []

    def press():
        statuses.append(post(f"{letter.pk}/retry/").status_code)
        connection.close()

    people = [threading.Thread(target=press) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert sorted(statuses) == [200, *[409] * 5]
    assert OutboxMessage.objects.count() == 1
