"""`Idempotency-Key` through HTTP, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from shared.idempotency.models import FirstAnswer
from shared.idempotency.services import KEPT, SWEPT_PER_WRITE
from shared.inbox.models import ProcessedMessage
from shared.testing import make_client, service_client
from shared.testing.people import ALICE, BOB

pytestmark = [pytest.mark.django_db, pytest.mark.urls("shared.tests.sample_urls")]


def post(key="k-1", body=None, *, caller=ALICE, path="/things/"):
    headers = {} if key is None else {"Idempotency-Key": key}
    return make_client(caller).post(path, {"name": "a"} if body is None else body, headers=headers)


def made():
    return ProcessedMessage.objects.count()


def test_the_same_request_again_gets_the_first_answer():
    first, again = post(), post()

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Location"] == first["Location"]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert made() == 1


def test_the_order_of_fields_makes_no_other_request():
    first = post(body={"a": 1, "b": 2})

    assert post(body={"b": 2, "a": 1}).json() == first.json()


@pytest.mark.parametrize("other", [{"body": {"name": "b"}}, {"path": "/others/"}])
def test_a_key_stands_for_one_request(other):
    post()

    answer = post(**other)

    assert (answer.status_code, answer.json()["code"]) == (422, "UNPROCESSABLE")
    assert made() == 1


def test_every_caller_has_keys_of_their_own():
    post()
    post(caller=BOB)
    service_client("hdts").post("/things/", {"name": "a"}, headers={"Idempotency-Key": "k-1"})

    assert made() == 3


@pytest.mark.parametrize("key", [None, ""])
def test_without_a_key_every_request_counts(key):
    post(key)
    post(key)

    assert made() == 2


@pytest.mark.parametrize("wish", ["crash", "refuse"])
def test_what_had_no_effect_does_not_spend_its_key(wish):
    assert post(body={"wish": wish}).status_code in {400, 500}
    assert (made(), FirstAnswer.objects.count()) == (0, 0)

    assert post().status_code == 201


def test_a_key_of_255_characters_is_one():
    assert post("k" * 255).status_code == 201


@pytest.mark.parametrize("key", ["k" * 256, "tab\tbed"])
def test_a_key_that_cannot_be_one_is_named(key):
    answer = post(key)

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["Idempotency-Key"]
    assert made() == 0


def test_a_key_is_forgotten_after_a_day():
    first = post()
    FirstAnswer.objects.update(stored_at=timezone.now() - KEPT)

    assert post(body={"name": "b"}).json() != first.json()
    assert FirstAnswer.objects.count() == 1


def test_what_has_expired_is_swept_by_later_writes():
    FirstAnswer.objects.bulk_create(
        FirstAnswer(
            caller="user:1", key=str(n), status=201, body="{}", stored_at=timezone.now() - KEPT
        )
        for n in range(SWEPT_PER_WRITE + 5)
    )

    post("k-1")
    assert FirstAnswer.objects.count() == 6
    post("k-2")
    assert FirstAnswer.objects.count() == 2


def test_no_digest_of_the_body_can_be_guessed(settings):
    post()
    first = FirstAnswer.objects.get().fingerprint
    FirstAnswer.objects.all().delete()
    settings.SECRET_KEY = "another"
    post()

    assert FirstAnswer.objects.get().fingerprint != first


@pytest.mark.django_db(transaction=True)
def test_requests_sent_at_once_with_one_key_have_one_effect():
    barrier = Barrier(12)

    def send(_):
        barrier.wait(timeout=10)
        try:
            return post()
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(send, range(12)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert made() == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_whose_request_still_runs_is_a_conflict():
    def send():
        try:
            return post()
        finally:
            connection.close()

    with transaction.atomic(), connection.cursor() as cursor, ThreadPoolExecutor(1) as thread:
        name = f"idempotency\nuser:{ALICE.id}\nk-1"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        answer = thread.submit(send).result(timeout=10)

    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")
    assert post().status_code == 201
