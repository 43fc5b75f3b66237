"""Another program has somebody mailed with its API key, and sees what became of it."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notification_service.email.models import EmailDelivery
from notification_service.sendings.models import Sending
from shared.contracts.notifications import SendEmail
from shared.identity.api_keys import new_key
from shared.retention import sweep
from shared.testing import make_client, service_client
from shared.testing.auth_server import auth_server
from shared.testing.messages import deliver, outbox_messages
from shared.testing.people import ADMIN, ALICE, AUDITOR, MANAGER

pytestmark = pytest.mark.django_db(transaction=True)
SEND = "/api/v1/notifications/send/"
HISTORY = "/api/v1/notifications/history/"
ASKED = {
    "user_email": "ana.cruz@example.com",
    "user_name": "Ana Cruz",
    "notification_type": "system",
    "context_data": {
        "subject": "Room 204 is yours",
        "message": "From nine o'clock on.",
        "ticket_number": "HD-7",
        "has_projector": True,
    },
}


@pytest.fixture
def directory(settings):
    """auth_service, which knows the keys."""
    with auth_server() as server:
        settings.AUTH_URL = server.url
        yield server


@pytest.fixture
def program(directory):
    return using(directory.make_key("notifications.send"))


def using(key):
    client = make_client()
    client.credentials(HTTP_X_API_KEY=key)
    return client


def send(client, **changes):
    headers = changes.pop("headers", None)
    return client.post(SEND, {**ASKED, **changes}, headers=headers)


def sent_id(client, **changes):
    answer = send(client, **changes)
    assert answer.status_code == 201, answer.json()
    return answer.json()["id"]


def mail_it():
    """Let the mail queue take up what was asked for last."""
    deliver(outbox_messages(SendEmail)[-1])


def listed(client, query=""):
    answer = client.get(f"{HISTORY}?{query}")
    assert answer.status_code == 200, answer.json()
    return [one["id"] for one in answer.json()["results"]]


def test_what_a_program_asks_for_is_mailed_in_its_words_and_under_its_name(program, mail_server):
    mail_server.start()
    kept = send(program)

    mail_it()

    [mail] = mail_server.mails
    text = mail.get_body(("plain",)).get_content()
    assert (mail["To"], mail["Subject"]) == ("ana.cruz@example.com", "[HD-7] Room 204 is yours")
    for words in ("Hello Ana Cruz,", "From nine o'clock on.", "Has projector: yes", "Facility"):
        assert words in text
    assert mail["Message-ID"] == f"<{kept.json()['id']}@tts.example>"


def test_the_history_says_what_became_of_it(program, mail_server):
    mail_server.start()
    assert send(program).json()["status"] == "queued"

    mail_it()

    [one] = program.get(HISTORY).json()["results"]
    assert (one["status"], one["attempts"], one["last_error"]) == ("sent", 1, "")
    assert one["context_data"] == ASKED["context_data"]


def test_a_notice_without_words_of_its_own_is_called_by_its_type(program, mail_server):
    mail_server.start()
    send(program, notification_type="sla_warning", context_data={})

    mail_it()

    assert mail_server.mails[0]["Subject"] == "Deadline near"


def test_a_repeated_request_with_the_same_key_is_one_mail(program):
    headers = {"Idempotency-Key": "room-204"}

    first, again = send(program, headers=headers), send(program, headers=headers)

    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert len(outbox_messages(SendEmail)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"user_email": "nobody"}, "user_email"),
        ({"user_name": ""}, "user_name"),
        ({"user_name": "x" * 151}, "user_name"),
        ({"notification_type": "gossip"}, "notification_type"),
        ({"notification_type": "password_reset"}, "notification_type"),
        ({"notification_type": "login_alert"}, "notification_type"),
        ({"context_data": []}, "context_data"),
        ({"context_data": {"Room": 1}}, "context_data.Room"),
        ({"context_data": {"room": {"floor": 2}}}, "context_data.room"),
        ({"context_data": {"room": None}}, "context_data.room"),
        ({"context_data": {"room": "x" * 501}}, "context_data.room"),
        ({"context_data": {"room": "\x00"}}, "context_data.room"),
        ({"context_data": {"subject": 7}}, "context_data.subject"),
        ({"context_data": {"link": "https://elsewhere.example/"}}, "context_data.link"),
        ({"context_data": {f"fact_{n}": n for n in range(21)}}, "context_data"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_request_at_fault_is_refused_by_name_and_mails_nothing(program, changes, field):
    answer = send(program, **changes)

    assert (answer.status_code, answer.json()["code"]) == (400, "VALIDATION_ERROR")
    assert [detail["field"] for detail in answer.json()["details"]] == [field]
    assert not Sending.objects.exists()


def test_only_a_key_for_it_may_send(directory):
    other = using(directory.make_key("tickets.read"))

    assert send(make_client()).status_code == 401
    assert send(using(new_key())).status_code == 401
    assert send(using("no key")).status_code == 401
    for client in (other, make_client(ADMIN), service_client("workflow_api", "users.read")):
        answer = send(client)
        assert (answer.status_code, answer.json()["code"]) == (403, "PERMISSION_DENIED")
        assert "notifications.send" in answer.json()["error"]
    assert not Sending.objects.exists()


def test_while_nobody_can_be_asked_about_a_key_the_program_shall_come_back(directory):
    directory.down = True

    answer = send(using(new_key()))

    assert (answer.status_code, "Retry-After" in answer) == (503, True)


def test_a_program_sees_its_own_alone_and_admins_and_auditors_all(directory, program):
    own = sent_id(program)
    stranger = using(directory.make_key("notifications.send"))
    theirs = sent_id(stranger)

    assert (listed(program), listed(stranger)) == ([own], [theirs])
    assert program.get(f"/api/v1/notifications/{theirs}/").status_code == 404
    assert program.post(f"/api/v1/notifications/{theirs}/resend/").status_code == 404
    for who in (ADMIN, AUDITOR):
        assert listed(make_client(who)) == [theirs, own]
    for who in (ALICE, MANAGER):
        assert make_client(who).get(HISTORY).status_code == 403


def test_a_program_keeps_its_history_when_its_key_is_exchanged(directory):
    key = directory.make_key("notifications.send")
    own = sent_id(using(key))

    exchanged = directory.exchange_key(key)

    assert listed(using(exchanged)) == [own]


def test_the_history_can_be_filtered(program):
    first = sent_id(program)
    second = sent_id(program, user_email="Ben@example.com", notification_type="mention")

    assert listed(program, "user_email=ben@example.com") == [second]
    assert listed(program, "notification_type=system") == [first]
    assert listed(program, "start_date=2999-01-01T00:00:00Z") == []
    assert program.get(f"{HISTORY}?colour=red").json()["details"][0]["field"] == "colour"


def test_a_page_of_the_history_costs_a_constant_number_of_queries(program):
    for _ in range(8):
        send(program)

    with CaptureQueriesContext(connection) as queries:
        assert len(listed(program, "page_size=10")) == 8

    assert len(queries) == 2


def test_what_was_mailed_can_be_mailed_once_more(program, mail_server):
    mail_server.start()
    first = sent_id(program)
    mail_it()

    answer = program.post(f"/api/v1/notifications/{first}/resend/")
    mail_it()

    assert (answer.status_code, answer.json()["repeats"]) == (201, first)
    assert len(mail_server.mails) == 2
    assert listed(program) == [answer.json()["id"], first]


def test_what_is_still_on_its_way_is_not_mailed_twice(program, mail_server):
    waiting = sent_id(program)
    assert program.post(f"/api/v1/notifications/{waiting}/resend/").status_code == 409

    mail_it()

    assert EmailDelivery.objects.get().status == "failed"
    answer = make_client(ADMIN).post(f"/api/v1/notifications/{waiting}/resend/")
    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")


def test_auditors_read_but_have_nothing_mailed(program, mail_server):
    mail_server.start()
    first = sent_id(program)
    mail_it()

    path = f"/api/v1/notifications/{first}/resend/"
    assert make_client(AUDITOR).post(path).status_code == 403
    assert make_client(ADMIN).post(path).status_code == 201
    assert (
        make_client(ADMIN).post(f"/api/v1/notifications/{uuid.uuid4()}/resend/").status_code == 404
    )


def test_addresses_are_not_kept_for_ever(program):
    sent_id(program)
    Sending.objects.update(requested_at=timezone.now() - timedelta(days=91))

    sweep()

    assert not Sending.objects.exists()
