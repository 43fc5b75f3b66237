"""Failed work over HTTP, and replays through the real consumer."""

import threading
import time
import uuid
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.utils import timezone

from shared.broker.topology import queue_named
from shared.contracts.workflow import RouteWaiting
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services.judging import reopen_due
from shared.dead_letters.services.storing import store_letters
from shared.errors import Conflict
from shared.inbox.delivery import FROM_PARTNER, Delivery
from shared.inbox.registry import one_by_one
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.people import ADMIN, ALICE, AUDITOR, MANAGER, token_of

pytestmark = pytest.mark.django_db
QUEUE = queue_named("WORKFLOW_TASKS_PRODUCTION")
CAUSE = "0123456789abcdef"


def make_letter(**changes):
    now = timezone.now()
    values = {
        "message_id": uuid.uuid4(),
        "digest": "0" * 64,
        "queue": QUEUE.name,
        "task": RouteWaiting.TASK,
        "routing_key": RouteWaiting.TASK,
        "kwargs": {"version_id": 7},
        "headers": {"source": "workflow_api", "x-tts-reason": "{}", "x-tts-attempt": 3},
        "code": "CONFLICT",
        "text": "It is closed",
        "cause": CAUSE,
        "attempts": 3,
        "first_failed_at": now - timedelta(hours=1),
        "last_failed_at": now,
        "correlation_id": uuid.uuid4(),
    }
    return DeadLetter.objects.create(**{**values, **changes})


def post(path, body=None, caller=ADMIN):
    return make_client(caller).post(f"/dead-letters/{path}", body or {})


def get(path="", caller=ADMIN):
    return make_client(caller).get(f"/dead-letters/{path}")


def consume(row, handle=lambda message: None):
    """What a worker does with an outbox row that reached it."""
    consumer = one_by_one(RouteWaiting, handle)
    consumer.consume(Delivery(row.task, row.exchange, row.routing_key, row.kwargs, row.headers))


def break_contract(message):
    raise Conflict("Still closed")


ACTIONS = [
    ("{}/retry/", {}),
    ("{}/edit-and-retry/", {"kwargs": {"version_id": 8}, "reason": "typo"}),
    ("{}/ignore/", {"reason": "a test"}),
    ("{}/assign/", {"user_id": 3}),
    ("retry/", {"cause": CAUSE}),
]


@pytest.mark.parametrize(("path", "body"), ACTIONS)
@pytest.mark.parametrize(
    ("caller", "status"), [(ADMIN, 200), (AUDITOR, 403), (MANAGER, 403), (ALICE, 403), (None, 401)]
)
def test_only_admins_act(caller, status, path, body):
    letter = make_letter()
    client = make_client(caller) if caller else make_client()

    response = client.post("/dead-letters/" + path.format(letter.pk), body)

    assert response.status_code == status


REPLAYS = [action for action in ACTIONS if "retry" in action[0]]


def admin_proven(**ago):
    client = make_client()
    claims = {"auth_time": int(time.time() - timedelta(**ago).total_seconds())} if ago else {}
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(ADMIN, **claims)}")
    return client


@pytest.mark.parametrize(("path", "body"), REPLAYS)
@pytest.mark.parametrize(
    ("ago", "status"), [({"minutes": 4}, 200), ({"minutes": 6}, 403), ({}, 403)]
)
def test_sending_again_asks_for_a_recent_sign_in_where_configured(
    settings, ago, status, path, body
):
    settings.STEP_UP_MINUTES = 5
    letter = make_letter()

    response = admin_proven(**ago).post("/dead-letters/" + path.format(letter.pk), body)

    assert response.status_code == status
    if status == 403:
        assert response.json()["code"] == "STEP_UP_REQUIRED"
        assert admin_proven(**ago).get(f"/dead-letters/{letter.pk}/").status_code == 200


def test_whoever_may_not_act_is_not_asked_to_prove_anything(settings):
    settings.STEP_UP_MINUTES = 5

    response = make_client(ALICE).post(f"/dead-letters/{make_letter().pk}/retry/", {})

    assert response.json()["code"] == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("caller", "status"), [(ADMIN, 200), (AUDITOR, 200), (MANAGER, 403), (ALICE, 403)]
)
@pytest.mark.parametrize("path", ["", "groups/", "{}/"])
def test_admins_and_auditors_read(caller, status, path):
    assert get(path.format(make_letter().pk), caller).status_code == status


def test_the_list_is_filtered_and_paged():
    wanted = make_letter(code="POISON")
    make_letter()

    assert [r["id"] for r in get("?code=POISON").json()["results"]] == [wanted.pk]
    found = get(f"?search={wanted.correlation_id}&state=open&queue={QUEUE.name}&cause={CAUSE}")
    assert found.json()["count"] == 1
    assert get("?page_size=1").json()["next"]
    assert get("?state=odd").status_code == 400
    assert get("?colour=red").json()["details"][0]["field"] == "colour"


def test_letters_and_causes_are_found_by_the_number_of_a_ticket():
    wanted = make_letter(ticket_number="TKT-2026-000007")
    make_letter(ticket_number="TKT-2026-000008", cause="f" * 16)

    [letter] = get("?search=TKT-2026-000007").json()["results"]
    [group] = get("groups/?search=TKT-2026-000007").json()["results"]

    assert (letter["id"], letter["ticket_number"]) == (wanted.pk, "TKT-2026-000007")
    assert group["cause"] == CAUSE


def test_groups_count_what_is_open_by_cause():
    make_letter()
    newest = make_letter()
    make_letter(cause="f" * 16, code="POISON", state="ignored")

    [group] = get("groups/").json()["results"]

    assert (group["cause"], group["count"]) == (CAUSE, 2)
    assert group["example"]["id"] == newest.pk
    assert 3590 < group["oldest_age"] < 3700


@pytest.mark.parametrize("path", ["", "groups/"])
def test_a_longer_list_costs_no_more_queries(path, django_assert_num_queries):
    for number in range(5):
        make_letter(cause=f"{number:016x}")

    with django_assert_num_queries(2 if path else 1):
        assert get(path).json()["count"] == 5


def test_the_detail_explains_and_hides_secrets():
    kwargs = {"user": {"password": "hunter2", "url": "https://x/?token=abc&a=1"}, "n": 1}
    letter = make_letter(kwargs=kwargs, headers={"X-TTS-Signature": "beef", "source": "x"})

    body = get(f"{letter.pk}/").json()

    assert body["kwargs"]["user"] == {"password": "***", "url": "https://x/?token=***&a=1"}
    assert body["headers"] == {"X-TTS-Signature": "***", "source": "x"}
    assert "state of things" in body["meaning"]


@pytest.mark.parametrize("odd", [float("nan"), "\ud800", "a\x00b"])
def test_odd_contents_can_be_looked_at(odd):
    assert get(f"{make_letter(kwargs={'odd': odd}).pk}/").status_code == 200


def test_a_letter_that_is_not_there_is_not_found():
    assert get("999/").status_code == 404
    assert post("999/retry/").status_code == 404


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


def test_an_ignored_letter_comes_back_when_its_time_is_over():
    letter = make_letter()
    until = timezone.now() + timedelta(days=1)
    post(f"{letter.pk}/ignore/", {"reason": "known", "until": until.isoformat()})
    assert get("?state=ignored").json()["count"] == 1

    assert reopen_due() == 0
    DeadLetter.objects.update(ignore_until=timezone.now())
    reopen_due()

    body = get(f"{letter.pk}/").json()
    assert (body["state"], body["ignore_until"]) == ("open", None)
    assert [e["action"] for e in body["history"]] == ["ignored", "reopened"]


def test_ignoring_until_the_past_is_refused():
    past = {"reason": "x", "until": "2020-01-01T00:00:00Z"}

    response = post(f"{make_letter().pk}/ignore/", past)

    assert response.json()["details"][0]["field"] == "until"


def test_a_letter_is_given_to_somebody_and_taken_back():
    letter = make_letter()

    assert post(f"{letter.pk}/assign/", {"user_id": 3}).json()["assigned_to"] == 3
    assert post(f"{letter.pk}/assign/", {"user_id": None}).json()["assigned_to"] is None


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
