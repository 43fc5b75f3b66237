"""A delivery as a mail: plain text and HTML from the template of its type."""

from email.utils import parseaddr
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from notification_service.email.kinds import KINDS
from notification_service.email.models import EmailDelivery

_FACTS = {
    "workflow_name": "Workflow",
    "step_name": "Step",
    "task_number": "Task",
    "priority": "Priority",
    "deadline": "Due",
    "role": "Role",
}
# What only the addressee may read; dropped from the row once the mail is out (decision 0020).
SECRET_LINK, SECRET_CODE = "secret_link", "secret_code"
SECRETS = (SECRET_LINK, SECRET_CODE)
MAX_WORD = 60
_ABOUT_THE_SYSTEM = frozenset({"dead_letter", "integration_down"})


def compose(delivery: EmailDelivery) -> EmailMultiAlternatives:
    """The mail, complete with the headers that keep it recognisable over repeated attempts."""
    kind = KINDS[delivery.notification_type]
    shown = {
        "kind": kind,
        "label": _own_word(delivery, "label") or kind.label,
        "action": _own_word(delivery, "action") or kind.action,
        "subject": delivery.subject,
        "paragraphs": [part for part in delivery.message.split("\n\n") if part.strip()],
        "facts": _facts(delivery),
        "link": link_to(delivery),
        "code": delivery.metadata.get(SECRET_CODE, ""),
        "why": delivery.metadata.get("why", ""),
        "stop": _way_out(delivery),
        "correlation_id": delivery.correlation_id,
        "home": settings.PUBLIC_URL,
    }
    mail = EmailMultiAlternatives(
        subject=_subject(delivery),
        body=render_to_string(f"email/{kind.template}.txt", shown),
        to=[delivery.to],
        headers=_headers(delivery),
    )
    mail.attach_alternative(render_to_string(f"email/{kind.template}.html", shown), "text/html")
    return mail


def _subject(delivery: EmailDelivery) -> str:
    """One line, as headers must be, by which the mails of a ticket can be found."""
    number = delivery.related_ticket_number or ""
    given = delivery.subject if number in delivery.subject else f"[{number}] {delivery.subject}"
    return " ".join(given.split())


def link_to(delivery: EmailDelivery) -> str:
    """Where the button leads: the sender's own link, the task, the ticket, else the front door."""
    given = delivery.metadata.get(SECRET_LINK) or delivery.metadata.get("link")
    if isinstance(given, str) and given.startswith(f"{settings.PUBLIC_URL}/"):
        return given
    return f"{settings.PUBLIC_URL}{_path_to(delivery)}"


def _own_word(delivery: EmailDelivery, name: str) -> str:
    """The sender's word where that of the type does not fit."""
    given = delivery.metadata.get(name)
    return given[:MAX_WORD] if isinstance(given, str) else ""


def _path_to(delivery: EmailDelivery) -> str:
    number = quote(delivery.related_ticket_number or "", safe="")
    # Only requesters are written to by address alone; they see their tickets in the portal.
    if number and delivery.user_id is None:
        return f"/portal/tickets/{number}"
    if isinstance(task_id := delivery.metadata.get("task_id"), int):
        return f"/tasks/{task_id}"
    if number:
        return f"/tickets/{number}"
    return "/system" if delivery.notification_type in _ABOUT_THE_SYSTEM else "/"


def _way_out(delivery: EmailDelivery) -> str:
    """Where somebody who only watches a ticket says that they want no more of it."""
    number = delivery.related_ticket_number
    if delivery.metadata.get("scope") != "watched" or not number:
        return ""
    return f"{settings.PUBLIC_URL}/stop-watching/{quote(number, safe='')}"


def _facts(delivery: EmailDelivery) -> list[tuple[str, str]]:
    known = [(label, delivery.metadata.get(key)) for key, label in _FACTS.items()]
    facts = [(label, str(value)) for label, value in known if value]
    facts += _own_facts(delivery)
    ticket = delivery.related_ticket_number
    return [("Ticket", ticket), *facts] if ticket else facts


def _own_facts(delivery: EmailDelivery) -> list[tuple[str, str]]:
    """What the sender names beyond the facts that TTS knows: `[[label, value], …]`."""
    given = delivery.metadata.get("facts")
    pairs = given if isinstance(given, list) else []
    return [(str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2]


def _headers(delivery: EmailDelivery) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        "Message-ID": f"<{delivery.pk}@{domain}>",
        "X-Correlation-ID": str(delivery.correlation_id),
        "X-TTS-Notification-Type": delivery.notification_type,
        # RFC 3834: out-of-office replies stay away.
        "Auto-Submitted": "auto-generated",
    }
    if delivery.related_ticket_number:
        # Mail programs put all mails that refer to one id into one conversation.
        ticket = quote(delivery.related_ticket_number, safe="")
        headers["References"] = f"<ticket.{ticket}@{domain}>"
    return headers
