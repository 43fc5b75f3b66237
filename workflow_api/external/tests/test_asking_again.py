"""What nobody answered is asked again by the schedule, where the system's policy says so."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.workflow import PerformExternalCall
from shared.dead_letters.models import DeadLetter
from shared.outbox.models import OutboxMessage
from shared.testing.messages import dead_letters, deliver
from shared.testing.partner import Reply
from workflow_api.external.asking_again import ask_again_due
from workflow_api.external.models import ExternalCall
from workflow_api.external.tests.steps import (
    as_failed_work,
    ask_system,
    ask_until_given_up,
    deploy_asking,
    resolve,
    shown,
)
from workflow_api.tasks.tests.world import build_world

pytestmark = pytest.mark.django_db
AWAY = Reply(503)
SENT = Reply(201, {"messageId": "SM-1", "status": "queued"})
OPERATIONS = {
    "sms": ("sms.send_text", {"to": "phone"}, {"phone": "+4915112345678"}),
    "erp": ("erp.post_document", {"amount": "amount"}, {"amount": "5000"}),
}


@pytest.fixture(autouse=True)
def world(db, partner):
    build_world()
    partner.replies = [AWAY] * 6 + [SENT]


def unanswered(system, *, tried=timedelta(), rested=timedelta(minutes=2)):
    """The task of a question that had no answer, and its letter among the failed work."""
    operation, mapping, details = OPERATIONS[system]
    deploy_asking(operation, mapping)
    task = ask_system(**details)
    ask_until_given_up(system, uuid.uuid4())
    answered = timezone.now() - rested
    ExternalCall.objects.update(answered_at=answered, asked_at=answered - tried)
    return task, as_failed_work(dead_letters(PerformExternalCall.TASK)[0])


def replay_of(letter):
    """What the schedule sent: the message of this letter once more, or None."""
    letter.refresh_from_db()
    rows = OutboxMessage.objects.filter(task=PerformExternalCall.TASK)
    return next((r for r in rows if r.headers["message_id"] == str(letter.retried_as)), None)


def test_a_text_that_could_not_be_sent_is_sent_by_itself_later(partner):
    task, letter = unanswered("sms")

    ask_again_due()
    again = replay_of(letter)
    deliver(PerformExternalCall(**again.kwargs), headers=again.headers)

    assert shown(task)["current_step"] == "hand-over"
    assert len({asked.headers["X-Idempotency-Key"] for asked in partner.arrived}) == 1
    letter.refresh_from_db()
    assert letter.state == DeadLetter.State.RESOLVED
    assert [each.actor_name for each in letter.events.order_by("id")] == ["schedule", "worker"]


@pytest.mark.parametrize(
    ("tried", "rested", "sent"),
    [
        (timedelta(), timedelta(seconds=50), False),
        (timedelta(), timedelta(seconds=70), True),
        (timedelta(minutes=30), timedelta(minutes=29), False),
        (timedelta(minutes=30), timedelta(minutes=31), True),
        (timedelta(hours=23), timedelta(hours=24), False),
    ],
)
def test_the_pauses_double_from_a_minute_on_and_end_after_a_day(tried, rested, sent):
    _, letter = unanswered("sms", tried=tried, rested=rested)

    ask_again_due()

    assert (replay_of(letter) is not None) is sent


def test_two_schedules_send_it_once():
    _, letter = unanswered("sms")
    before = OutboxMessage.objects.count()

    ask_again_due()
    ask_again_due()

    assert OutboxMessage.objects.count() == before + 1
    assert replay_of(letter) is not None


def test_what_a_person_has_decided_is_not_sent():
    task, letter = unanswered("sms")
    resolve(task, action="complete", transition="ask-done", reason="I called them")

    ask_again_due()

    assert replay_of(letter) is None


def test_other_systems_wait_for_somebody_to_send_them_again():
    _, letter = unanswered("erp")

    ask_again_due()

    assert replay_of(letter) is None
