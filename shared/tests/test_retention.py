"""What has served its purpose disappears after its time, and nothing else does."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from shared import retention
from shared.dead_letters.models import DeadLetter, DeadLetterEvent
from shared.idempotency.models import FirstAnswer
from shared.inbox.models import ProcessedMessage
from shared.tests.letters import make_letter

pytestmark = pytest.mark.django_db
DAYS_KEPT = 30


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def make_handled(count, *, days):
    at = days_ago(days)
    ProcessedMessage.objects.bulk_create(
        ProcessedMessage(handler="h", message_id=uuid.uuid4(), processed_at=at)
        for _ in range(count)
    )


def make_old_letter(**changes):
    return make_letter(received_at=days_ago(100), **changes)


def left():
    retention.sweep()
    return set(DeadLetter.objects.values_list("pk", flat=True))


def test_marks_of_handled_messages_go_after_their_time():
    make_handled(3, days=DAYS_KEPT + 1)
    make_handled(2, days=DAYS_KEPT - 1)

    retention.sweep()

    assert ProcessedMessage.objects.count() == 2


def test_one_run_deletes_a_bounded_number_and_the_next_goes_on(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 10)
    monkeypatch.setattr(retention, "BATCHES_PER_RUN", 2)
    make_handled(25, days=DAYS_KEPT + 1)

    retention.sweep()
    after_one_run = ProcessedMessage.objects.count()
    retention.sweep()

    assert (after_one_run, ProcessedMessage.objects.count()) == (5, 0)


def test_first_answers_go_after_their_keys_have_expired():
    for key, days in (("old", 3), ("new", 1)):
        FirstAnswer.objects.create(
            caller="a", key=key, fingerprint="f", status=201, body="{}", stored_at=days_ago(days)
        )

    retention.sweep()

    assert FirstAnswer.objects.get().key == "new"


def test_settled_letters_go_after_their_time():
    make_old_letter(state="ignored")
    make_old_letter(state="resolved", retried_as=uuid.uuid4())

    assert left() == set()


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "open"},
        {"state": "retried", "retried_as": uuid.uuid4()},
        {"state": "ignored", "ignore_until": timezone.now() + timedelta(days=1)},
    ],
    ids=["open", "on its way again", "ignored for a while"],
)
def test_a_letter_that_is_not_settled_stays_however_old_it_is(facts):
    letter = make_old_letter(**facts)

    assert left() == {letter.pk}


def test_a_letter_that_was_settled_lately_stays():
    letter = make_old_letter(state="ignored")
    DeadLetterEvent.objects.create(letter=letter, actor_name="admin", action="ignored")

    assert left() == {letter.pk}


def test_an_original_goes_after_its_replays():
    original = make_old_letter(state="resolved", retried_as=uuid.uuid4())
    make_old_letter(state="ignored", replay_of=original)

    assert left() == {original.pk}
    assert left() == set()
