import threading
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notification_service.email import services
from notification_service.email.exclusion import alone_with
from notification_service.email.models import EmailDelivery
from notification_service.people.models import KnownPerson
from shared.contracts.notifications import SendEmail
from shared.integrations.redis import client, key
from shared.testing.messages import dead_letters, deliver
from shared.testing.metrics import scraped_value
from shared.testing.people import ALICE

pytestmark = pytest.mark.django_db(transaction=True)
CORRELATION = str(uuid.uuid4())


def assignment(**changes):
    values = {
        "user_id": ALICE.id,
        "subject": "New Task: Broken <screen>",
        "message": "You have been assigned to ticket HD-7.\n\nPlease hurry & look.",
        "notification_type": "task_assignment",
        "notification_id": str(uuid.uuid4()),
        "related_ticket_number": "HD-7",
        "metadata": {
            "task_id": 7,
            "step_name": "Review request",
            "why": "You were assigned to this step.",
            "user_email": "alice@example.com",
        },
    }
    return SendEmail(**{**values, **changes})


def make_due(**changes):
    EmailDelivery.objects.update(next_attempt_at=timezone.now(), **changes)


def seconds_to_wait(delivery):
    return (delivery.next_attempt_at - timezone.now()).total_seconds()


def part(mail, kind):
    return mail.get_body((kind,)).get_content()


def test_a_mail_has_text_and_html_with_link_reason_and_correlation(mail_server, settings):
    mail_server.start()

    deliver(
        assignment(),
        headers={"message_id": str(uuid.uuid4()), "correlation_id": CORRELATION},
    )

    [mail] = mail_server.mails
    assert mail["To"] == "alice@example.com"
    assert mail["Subject"] == "[HD-7] New Task: Broken <screen>"
    for body in (part(mail, "plain"), part(mail, "html")):
        assert f"{settings.PUBLIC_URL}/tasks/7" in body
        assert "You were assigned to this step." in body
        assert "Review request" in body
        assert CORRELATION in body
    assert mail["X-Correlation-ID"] == CORRELATION
    assert "Broken &lt;screen&gt;" in part(mail, "html")
    assert "hurry & look" in part(mail, "plain")


def test_a_mail_to_somebody_who_only_watches_leads_out_of_it(mail_server, settings):
    mail_server.start()
    address = {"user_email": "alice@example.com"}
    watched = {**address, "scope": "watched", "why": "You watch this ticket"}

    deliver(assignment(notification_type="task_update", metadata=watched))
    deliver(assignment())

    [watching, working] = mail_server.mails
    way_out = f"{settings.PUBLIC_URL}/stop-watching/HD-7"
    for kind in ("plain", "html"):
        assert way_out in part(watching, kind)
        assert "stop-watching" not in part(working, kind)


def test_the_delivery_is_recorded_as_sent(mail_server):
    mail_server.start()
    message = assignment()

    deliver(message)

    delivery = EmailDelivery.objects.get(pk=message.notification_id)
    assert (delivery.status, delivery.attempts) == ("sent", 1)
    assert delivery.sent_at is not None
    assert mail_server.mails[0]["Message-ID"] == f"<{delivery.pk}@tts.example>"


def test_a_redelivered_message_sends_one_mail(mail_server):
    mail_server.start()
    message, message_id = assignment(), uuid.uuid4()

    deliver(message, message_id=message_id)
    deliver(message, message_id=message_id)

    assert len(mail_server.mails) == 1


def test_two_messages_about_one_notification_send_one_mail(mail_server):
    mail_server.start()
    message = assignment()

    deliver(message)
    deliver(message)

    assert len(mail_server.mails) == 1
    assert EmailDelivery.objects.count() == 1


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


def test_mails_that_are_due_together_share_a_connection(mail_server):
    for _ in range(3):
        deliver(assignment())
    mail_server.start()
    make_due()

    services.attempt_due()

    assert len(mail_server.mails) == 3
    assert len(mail_server.connections) == 1


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


def test_a_delivery_abandoned_in_the_middle_is_taken_up_again(mail_server):
    deliver(assignment())
    mail_server.start()
    make_due(status="sending")

    services.attempt_due()

    assert len(mail_server.mails) == 1


def test_an_attempt_under_way_is_not_joined_by_a_second(mail_server):
    mail_server.start()
    deliver(assignment())
    delivery = EmailDelivery.objects.get()
    EmailDelivery.objects.update(
        status="sending", sent_at=None, next_attempt_at=timezone.now() + services.LEASE
    )

    services.attempt([delivery.pk])

    assert len(mail_server.mails) == 1


def test_an_attempt_that_outlasts_its_lease_is_not_joined_while_its_sender_lives(mail_server):
    deliver(assignment())
    make_due(status="sending")
    mail_server.start()
    [delivery] = EmailDelivery.objects.all()
    begun, dead = threading.Event(), threading.Event()

    def send_slowly():
        with alone_with([delivery.pk]):
            begun.set()
            dead.wait(10)
            # As when the process ends: nobody unlocks, the connection is gone.
            connection.close()

    sender = threading.Thread(target=send_slowly)
    sender.start()
    begun.wait(10)
    services.attempt([delivery.pk])
    joined = len(mail_server.mails)
    dead.set()
    sender.join()
    services.attempt([delivery.pk])

    assert (joined, len(mail_server.mails)) == (0, 1)


def test_the_address_comes_from_auth_and_is_remembered(mail_server, auth):
    mail_server.start()
    auth.people[ALICE.id] = "alice@example.com"

    deliver(assignment(metadata={}))
    deliver(assignment(metadata={}))

    assert [mail["To"] for mail in mail_server.mails] == ["alice@example.com"] * 2
    assert auth.asked.count("/api/v1/users/internal/") == 1


def test_while_auth_is_away_a_remembered_address_serves(mail_server, auth):
    mail_server.start()
    auth.close()
    KnownPerson.objects.create(
        user_id=ALICE.id, email="alice@example.com", fetched_at="2020-01-01T00:00:00Z"
    )

    deliver(assignment(metadata={}))

    assert mail_server.mails[0]["To"] == "alice@example.com"


def test_an_address_that_cannot_be_asked_for_now_is_asked_for_later(mail_server, auth):
    mail_server.start()
    auth.close()

    deliver(assignment(metadata={}))

    assert seconds_to_wait(EmailDelivery.objects.get()) > 0


def test_nobody_is_written_to_when_auth_knows_no_address(mail_server, auth):
    mail_server.start()

    deliver(assignment(metadata={}))

    given_up = EmailDelivery.objects.get()
    assert (given_up.status, given_up.next_attempt_at) == ("failed", None)
    assert "No address" in given_up.last_error


def test_who_has_left_is_not_written_to(mail_server, auth):
    mail_server.start()
    auth.people[ALICE.id] = "alice@example.com"
    auth.left.add(ALICE.id)

    deliver(assignment(metadata={}))

    assert not mail_server.mails
    assert EmailDelivery.objects.get().next_attempt_at is None


def test_a_requester_is_led_to_the_portal(mail_server, settings):
    mail_server.start()

    deliver(assignment(user_id=None, to="ana.cruz@example.com", related_ticket_number="HD 7/a"))

    [mail] = mail_server.mails
    assert mail["To"] == "ana.cruz@example.com"
    assert f"{settings.PUBLIC_URL}/portal/tickets/HD%207%2Fa" in part(mail, "plain")


def test_a_link_that_leads_elsewhere_is_not_followed(mail_server):
    mail_server.start()

    deliver(assignment(metadata={"link": "https://evil.example/", "user_email": "a@example.com"}))

    assert "evil" not in part(mail_server.mails[0], "html")


def test_a_line_break_in_a_subject_cannot_add_a_header(mail_server):
    mail_server.start()

    deliver(assignment(subject="Hello\r\nBcc: eve@example.com"))

    [mail] = mail_server.mails
    assert mail["Subject"] == "[HD-7] Hello Bcc: eve@example.com"
    assert mail["Bcc"] is None


def test_a_mail_without_any_recipient_is_dead_at_once():
    kwargs = {"subject": "Hello", "message": "Nobody"}

    deliver(assignment(), kwargs=kwargs)

    assert len(dead_letters()) == 1
    assert not EmailDelivery.objects.exists()


def test_every_attempt_is_counted_by_its_result(mail_server):
    deliver(assignment())
    mail_server.start()
    make_due()
    services.attempt_due()

    results = {r: scraped_value("tts_emails_total", result=r) for r in ("sent", "postponed")}
    assert results == {"sent": 1, "postponed": 1}


def test_the_monitoring_sees_mail_that_waits_for_its_server(mail_server):
    deliver(assignment())
    EmailDelivery.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    assert scraped_value("tts_emails_waiting") == 1
    assert 300 <= scraped_value("tts_emails_oldest_age_seconds") < 310
