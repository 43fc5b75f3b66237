import smtplib
import socket
from email.message import EmailMessage

import pytest
import requests

from simulators.faults.book import FaultBook
from simulators.mail.mailbox import Mailbox
from simulators.mail.site import MailSite
from simulators.mail.smtp import OPERATIONS, listen


@pytest.fixture
def mailbox(store):
    return Mailbox(store, kept=3)


@pytest.fixture
def book(store):
    return FaultBook(store, OPERATIONS)


@pytest.fixture
def smtp_port(mailbox, book):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = listen(mailbox, book, "127.0.0.1", port)
    yield port
    controller.stop()


@pytest.fixture
def url(mailbox, book, serve):
    return serve(MailSite(mailbox, book).site())


def make_mail(to="maria.reyes@example.com", subject="New Task: Café", **parts):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "tts@example.com", to, subject
    mail["Message-ID"] = "<one@tts.example>"
    mail.set_content(parts.get("text", "Plain café"))
    mail.add_alternative(parts.get("html", "<p>Rich café</p>"), subtype="html")
    return mail


def send(port, *mails):
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
        for mail in mails:
            server.send_message(mail)


def get(url, **query):
    return requests.get(url, params=query, timeout=5)


def test_a_mail_sent_by_smtp_is_listed_and_can_be_read(smtp_port, url):
    send(smtp_port, make_mail())

    [listed] = get(f"{url}/api/messages/").json()["messages"]
    whole = get(f"{url}/api/messages/{listed['id']}/").json()

    assert listed["to"] == ["maria.reyes@example.com"]
    assert listed["subject"] == "New Task: Café"
    assert listed["message_id"] == "<one@tts.example>"
    assert whole["text"].strip() == "Plain café"
    assert whole["html"].strip() == "<p>Rich café</p>"
    assert "Message-ID: <one@tts.example>" in whole["source"]


def test_mails_are_found_by_recipient_and_subject_in_any_case(smtp_port, url):
    send(smtp_port, make_mail(), make_mail(to="ana.cruz@example.com", subject="100% done_"))

    found = [
        [mail["subject"] for mail in get(f"{url}/api/messages/", **query).json()["messages"]]
        for query in ({"to": "MARIA"}, {"subject": "100%"}, {"to": "maria", "subject": "done"})
    ]

    assert found == [["New Task: Café"], ["100% done_"], []]


def test_only_the_newest_are_kept(smtp_port, url):
    send(smtp_port, *(make_mail(subject=f"Mail {n}") for n in range(5)))

    listed = get(f"{url}/api/messages/").json()["messages"]

    assert [mail["subject"] for mail in listed] == ["Mail 4", "Mail 3", "Mail 2"]


def test_the_html_of_a_mail_is_shown_in_a_cage(smtp_port, url):
    send(smtp_port, make_mail(html="<script>alert(1)</script>"))

    page = get(f"{url}/messages/1/")
    part = get(f"{url}/messages/1/html")

    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text
    assert "alert(1)" not in page.text
    assert "default-src 'none'" in part.headers["Content-Security-Policy"]
    assert "allow-scripts" not in part.headers["Content-Security-Policy"]


@pytest.mark.parametrize("view", ["text", "source"])
def test_text_and_source_are_escaped(smtp_port, url, view):
    send(smtp_port, make_mail(text="<b>bold</b>"))

    page = get(f"{url}/messages/1/", view=view).text

    assert "&lt;b&gt;bold" in page
    assert "<b>bold" not in page


def test_a_mail_without_any_header_is_taken_too(smtp_port, url):
    with smtplib.SMTP("127.0.0.1", smtp_port, timeout=5) as server:
        server.sendmail("a@example.com", ["b@example.com"], b"\xff\xfe no header")

    assert get(f"{url}/").status_code == 200
    assert get(f"{url}/messages/1/").status_code == 200


@pytest.mark.parametrize("number", ["7", "x", "9" * 30, "%C2%B2"])
def test_a_mail_that_does_not_exist_is_not_found(url, number):
    assert get(f"{url}/api/messages/{number}/").status_code == 404


def test_the_empty_list_says_what_to_do(url):
    assert "appears here by itself" in get(f"{url}/").text


@pytest.mark.parametrize(("kind", "code"), [("temporary", 451), ("permanent", 550)])
def test_a_mail_may_be_refused_for_now_or_for_ever(smtp_port, url, kind, code):
    requests.put(f"{url}/faults/", json={"faults": [{"kind": kind, "calls": 1}]}, timeout=5)

    with pytest.raises(smtplib.SMTPDataError) as caught:
        send(smtp_port, make_mail())
    send(smtp_port, make_mail())

    assert caught.value.smtp_code == code
    assert len(get(f"{url}/api/messages/").json()["messages"]) == 1


@pytest.mark.parametrize(("kind", "kept"), [("refuse", 0), ("lost_answer", 1)])
def test_the_connection_may_end_before_or_after_a_mail_is_kept(smtp_port, url, kind, kept):
    requests.put(f"{url}/faults/", json={"faults": [{"kind": kind}]}, timeout=5)

    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(smtp_port, make_mail())

    assert len(get(f"{url}/api/messages/").json()["messages"]) == kept
    [call] = get(f"{url}/faults/").json()["calls"]
    assert call["fault"] == kind


def test_a_slow_server_takes_the_mail_in_the_end(smtp_port, url):
    body = {"faults": [{"kind": "slow", "seconds": 0.05}]}
    requests.put(f"{url}/faults/", json=body, timeout=5)

    send(smtp_port, make_mail())

    assert len(get(f"{url}/api/messages/").json()["messages"]) == 1
