import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notification_service.email import services
from notification_service.email.models import EmailDelivery
from notification_service.email.tests.mails import assignment, seconds_to_wait
from shared.retention import sweep
from shared.testing import make_client
from shared.testing.messages import deliver
from shared.testing.people import ADMIN, ALICE, AUDITOR

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/api/v1/failed/"


def refused(mail_server):
    """A mail that was given up."""
    mail_server.rcpt_answer = "550 No such mailbox"
    mail_server.start()
    deliver(assignment())
    mail_server.rcpt_answer = ""
    return EmailDelivery.objects.get()


def test_admins_see_which_mails_failed_why_and_what_becomes_of_them(mail_server):
    deliver(assignment())

    [mail] = make_client(AUDITOR).get(URL).json()["results"]

    assert (mail["to"], mail["attempts"], mail["obstacle"]) == ("alice@example.com", 1, "server")
    assert "refused" in mail["last_error"].lower()
    assert mail["next_attempt_at"] is not None


def test_a_mail_that_was_sent_or_is_on_its_way_is_not_listed(mail_server):
    mail_server.start()
    deliver(assignment())

    assert make_client(ADMIN).get(URL).json()["count"] == 0


def test_what_was_given_up_can_be_told_from_what_is_repeated(mail_server):
    given_up = refused(mail_server)

    client = make_client(ADMIN)

    [found] = client.get(URL, {"given_up": "true"}).json()["results"]
    assert found["id"] == str(given_up.pk)
    assert client.get(URL, {"given_up": "false"}).json()["count"] == 0


def test_a_given_up_mail_that_is_sent_again_goes_out(mail_server):
    mail = refused(mail_server)

    response = make_client(ADMIN).post(f"{URL}{mail.pk}/resend/")
    services.attempt_due()

    assert response.status_code == 200
    assert EmailDelivery.objects.get().status == "sent"
    assert mail_server.mails[0]["Message-ID"] == f"<{mail.pk}@tts.example>"


def test_a_mail_that_did_not_fail_cannot_be_sent_again(mail_server):
    mail_server.start()
    deliver(assignment())
    sent = EmailDelivery.objects.get()

    for unknown in (sent.pk, uuid.uuid4()):
        assert make_client(ADMIN).post(f"{URL}{unknown}/resend/").status_code == 404


def test_only_admins_and_auditors_see_them_and_only_admins_send_again(mail_server):
    mail = refused(mail_server)

    assert make_client(ALICE).get(URL).status_code == 403
    assert make_client(AUDITOR).post(f"{URL}{mail.pk}/resend/").status_code == 403
    assert EmailDelivery.objects.get().next_attempt_at is None


def test_the_list_costs_the_same_however_many_failed(mail_server):
    for _ in range(3):
        deliver(assignment())
        services._paused_until = float("-inf")

    with CaptureQueriesContext(connection) as queries:
        assert make_client(ADMIN).get(URL).json()["count"] == 3

    assert len(queries) == 1


def test_neighbours_are_told_for_how_long_mail_has_been_waiting(mail_server):
    deliver(assignment())
    EmailDelivery.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    waiting = {one["what"]: one for one in make_client().get("/health/work").json()["waiting"]}

    assert waiting["mail"]["count"] == 1
    assert 300 <= waiting["mail"]["oldest_seconds"] < 310
    assert seconds_to_wait(EmailDelivery.objects.get()) < 1


def test_a_full_mailbox_delays_nobody_elses_mail(mail_server):
    mail_server.data_answer = "452 Mailbox full"
    mail_server.start()
    deliver(assignment())

    waiting = {one["what"]: one for one in make_client().get("/health/work").json()["waiting"]}

    assert waiting["mail"]["count"] == 0


def test_what_was_sent_or_given_up_long_ago_is_deleted_and_what_waits_is_not(mail_server):
    deliver(assignment())
    waiting = EmailDelivery.objects.get()
    services._paused_until = float("-inf")
    mail_server.start()
    deliver(assignment())
    EmailDelivery.objects.update(created_at=timezone.now() - timedelta(days=91))

    sweep()

    assert EmailDelivery.objects.get().pk == waiting.pk
