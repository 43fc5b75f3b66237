"""How far a group retry is, and stopping it."""

import pytest

from shared.dead_letters.models import DeadLetter
from shared.outbox.models import OutboxMessage
from shared.testing.people import ALICE, AUDITOR
from shared.tests.letters import CAUSE, break_contract, consume, get, make_letter, post

pytestmark = pytest.mark.django_db


def start(count, **body):
    for _ in range(count):
        make_letter()
    run = post("retry/", {"cause": CAUSE, "rate": 0.1, **body}).json()["run"]
    return run, list(OutboxMessage.objects.order_by("not_before"))


def progress(run):
    found = get(f"runs/{run}/").json()
    return {key: found[key] for key in ("total", "done", "failed", "remaining", "kept_back")}


def fail(row):
    """The replay dies too and comes back through the dead letter queue."""
    consume(row, break_contract)
    origin = DeadLetter.objects.get(retried_as=row.message_id)
    make_letter(message_id=row.message_id, replay_of=origin)


def test_each_message_of_a_run_is_done_failed_or_still_to_come():
    run, rows = start(4, reason="The mail server is back")

    consume(rows[0])
    fail(rows[1])

    assert progress(run) == {"total": 4, "done": 1, "failed": 1, "remaining": 2, "kept_back": 0}
    told = get(f"runs/{run}/").json()
    assert (told["rate"], told["reason"], told["actor_name"]) == (
        0.1,
        "The mail server is back",
        "Admin",
    )


def test_what_failed_more_than_once_counts_once():
    run, rows = start(1)
    fail(rows[0])
    origin = DeadLetter.objects.get(retried_as=rows[0].message_id)
    make_letter(replay_of=origin)

    assert progress(run)["failed"] == 1


def test_stopping_keeps_back_what_has_not_left_and_opens_it_again():
    run, rows = start(3)
    consume(rows[0])
    rows[0].delete()

    answer = post(f"runs/{run}/stop/", {"reason": "It fails again"})

    assert (answer.status_code, answer.json()["remaining"]) == (200, 0)
    assert progress(run) == {"total": 3, "done": 1, "failed": 0, "remaining": 0, "kept_back": 2}
    assert not OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).exists()
    again = DeadLetter.objects.filter(state="open")
    assert again.count() == 2
    assert [e.reason for e in again[0].events.filter(action="stopped")] == ["It fails again"]
    assert post(f"{again[0].pk}/retry/").status_code == 200


def test_what_is_due_has_left_and_cannot_be_stopped():
    run, rows = start(2)
    # The first leaves at once; the relay may hold it already.
    post(f"runs/{run}/stop/")

    assert progress(run)["remaining"] == 1
    assert OutboxMessage.objects.filter(pk=rows[0].pk).exists()


def test_stopping_twice_changes_nothing_more():
    run, _ = start(2)
    first = post(f"runs/{run}/stop/").json()

    second = post(f"runs/{run}/stop/").json()

    assert (first["kept_back"], second["kept_back"]) == (1, 1)
    assert first["stopped_at"] == second["stopped_at"]


def test_without_an_open_letter_there_is_no_run():
    assert post("retry/", {"cause": CAUSE}).json()["run"] is None


def test_runs_are_listed_newest_first_and_by_cause(django_assert_num_queries):
    first, _ = start(1)
    second, _ = start(2)

    with django_assert_num_queries(1):
        answer = get(f"runs/?cause={CAUSE}").json()

    assert [run["id"] for run in answer["results"]] == [second, first]
    assert get("runs/?cause=other").json()["count"] == 0


def test_admins_stop_and_auditors_read():
    run, _ = start(1)

    assert get(f"runs/{run}/", AUDITOR).status_code == 200
    assert get(f"runs/{run}/", ALICE).status_code == 403
    assert post(f"runs/{run}/stop/", caller=AUDITOR).status_code == 403
    assert post("runs/999/stop/").status_code == 404
