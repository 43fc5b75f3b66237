"""Mail that cannot go now: it waits, spares what is down, and is given up in the end."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from notification_service.email import services
from notification_service.email.models import EmailDelivery
from notification_service.email.tests.mails import assignment, make_due, seconds_to_wait
from shared.integrations.redis import client, key
from shared.testing.messages import deliver

pytestmark = pytest.mark.django_db(transaction=True)


def test_while_the_mail_server_is_down_the_mail_waits_and_is_sent_later(mail_server):
    deliver(assignment())
    waiting = EmailDelivery.objects.get()
    mail_server.start()
    make_due()

    services.attempt_due()

    assert (waiting.status, waiting.attempts) == ("failed", 1)
    assert "refused" in waiting.last_error.lower()
    assert waiting.obstacle == "server"
    assert seconds_to_wait(waiting) > 0
    sent = EmailDelivery.objects.get()
    assert (sent.status, sent.attempts, sent.last_error) == ("sent", 2, "")
    assert mail_server.mails[0]["Message-ID"] == f"<{sent.pk}@tts.example>"


def test_a_mail_that_is_not_due_yet_is_left_alone(mail_server):
    deliver(assignment())
    mail_server.start()

    services.attempt_due()

    assert not mail_server.mails


def test_after_a_refused_mail_the_others_of_its_group_go_out(mail_server):
    for to in ("gone@example.com", "ana.cruz@example.com", "ben.okafor@example.com"):
        deliver(assignment(user_id=None, to=to))
    mail_server.unknown = {"gone@example.com"}
    mail_server.start()
    make_due()

    services.attempt_due()

    arrived = {mail["To"] for mail in mail_server.mails}
    assert arrived == {"ana.cruz@example.com", "ben.okafor@example.com"}
    assert EmailDelivery.objects.get(status="failed").next_attempt_at is None


def test_mails_behind_one_that_must_wait_count_no_attempt(mail_server):
    for _ in range(3):
        deliver(assignment())
    EmailDelivery.objects.update(attempts=1)
    make_due()

    services.attempt_due()

    assert sorted(EmailDelivery.objects.values_list("attempts", flat=True)) == [1, 1, 2]


def test_the_waits_for_one_mailbox_grow_from_half_a_second_to_an_hour(mail_server):
    mail_server.data_answer = "452 Mailbox full"
    mail_server.start()
    deliver(assignment())
    seconds = []
    for attempts in (0, 4, 5, 30):
        make_due(attempts=attempts)
        services.attempt_due()
        seconds.append(seconds_to_wait(EmailDelivery.objects.get()))

    assert 0.4 < seconds[0] < 0.6
    assert 7.9 < seconds[1] < 9.3
    assert 59 < seconds[2] < 70
    assert 3590 < seconds[3] < 4141


def test_once_the_server_is_back_no_mail_waits_longer_than_ten_seconds(mail_server):
    deliver(assignment())
    make_due(attempts=30)

    services.attempt_due()

    assert 9 < seconds_to_wait(EmailDelivery.objects.get()) < 11.6


def fail_often(times):
    for _ in range(times):
        make_due()
        services.attempt_due()


def test_after_ten_failures_in_a_row_the_server_is_spared(mail_server):
    deliver(assignment())
    fail_often(9)
    mail_server.start()
    make_due()

    services.attempt_due()

    spared = EmailDelivery.objects.get()
    assert (spared.attempts, mail_server.mails) == (10, [])


def test_a_mail_that_meets_the_open_breaker_counts_no_attempt(mail_server):
    deliver(assignment())
    fail_often(9)
    services._paused_until = float("-inf")

    deliver(assignment())

    held = EmailDelivery.objects.get(attempts=0)
    assert held.status == "queued"
    assert 20 < seconds_to_wait(held) <= 30


def test_our_own_rate_puts_mails_off_and_counts_no_attempt(mail_server):
    mail_server.start()
    bucket = key("bucket", "email")
    # Twenty are free in a second: it takes fifty until there is one.
    client().hset(bucket, mapping={"tokens": -999, "at": time.time()})

    deliver(assignment())

    held = EmailDelivery.objects.get()
    assert (held.status, held.attempts) == ("queued", 0)
    assert 30 < seconds_to_wait(held) <= 50
    client().delete(bucket)
    make_due()
    services.attempt_due()
    assert len(mail_server.mails) == 1


def test_after_three_days_the_mail_is_given_up(mail_server):
    deliver(assignment())
    make_due(created_at=timezone.now() - timedelta(days=4))

    services.attempt_due()

    given_up = EmailDelivery.objects.get()
    assert (given_up.status, given_up.next_attempt_at) == ("failed", None)


def test_while_the_server_is_away_workers_leave_the_attempts_to_the_schedule(mail_server):
    deliver(assignment())

    deliver(assignment())

    assert sorted(EmailDelivery.objects.values_list("status", "attempts")) == [
        ("failed", 1),
        ("queued", 0),
    ]


def test_an_address_that_the_server_refuses_is_not_tried_again(mail_server):
    mail_server.rcpt_answer = "550 No such mailbox"
    mail_server.start()

    deliver(assignment())

    refused = EmailDelivery.objects.get()
    assert (refused.status, refused.next_attempt_at) == ("failed", None)
    assert "No such mailbox" in refused.last_error


def test_one_mailbox_that_is_full_does_not_hold_up_the_others(mail_server):
    mail_server.data_answer = "452 Mailbox full"
    mail_server.start()
    deliver(assignment())
    mail_server.data_answer = ""

    deliver(assignment())

    assert sorted(EmailDelivery.objects.values_list("status", flat=True)) == ["failed", "sent"]
    assert EmailDelivery.objects.get(status="failed").next_attempt_at is not None
