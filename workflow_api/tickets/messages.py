"""What people hear of a ticket that waits for a workflow."""

import time
import uuid
from collections.abc import Sequence
from urllib.parse import quote

from django.conf import settings

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification, SendEmail
from shared.contracts.status import CorrectTicket, UpdateStatus
from shared.inbox.delivery import natural_message_id
from shared.inbox.failures import NOTICE_SECONDS
from workflow_api.audit.actors import Actor
from workflow_api.roles.selectors import account_of
from workflow_api.tasks.concerning import NOBODY, concerned
from workflow_api.tasks.messages import ADMINS
from workflow_api.tickets.models import WorkflowTicket

WHY = "You sent this ticket"
# The status version of a ticket that nobody has been told of yet.
FIRST = 1


def notice(ticket: WorkflowTicket, cause: str) -> tuple[Message, uuid.UUID]:
    """For the Admins: one per cause and quarter of an hour, however many tickets share it."""
    key = f"unrouted:{cause}:{int(time.time() // NOTICE_SECONDS)}"
    told = CreateNotification(
        recipients={"roles": [ADMINS]},
        subject=f"Ticket {ticket.ticket_number} has no workflow",
        message=f"{ticket.subject}\n\n{ticket.unrouted_reason}.",
        notification_type="ticket_unrouted",
        deduplication_id=key,
        related_ticket_number=ticket.ticket_number,
        metadata={
            "category": ticket.category,
            "sub_category": ticket.sub_category,
            "department": ticket.department,
            "cause": cause,
            "link": f"{settings.PUBLIC_URL}/unrouted",
            "why": "You can deploy a workflow for it, or route it by hand",
        },
    )
    return told, natural_message_id(CreateNotification.TASK, key)


def status(ticket: WorkflowTicket, word: str = "unrouted") -> Message:
    """For HDTS and the requester, and for whoever worked on the ticket before."""
    others = concerned(ticket) if ticket.status_version > FIRST else NOBODY
    return UpdateStatus(
        ticket_id=ticket.ticket_number,
        status=word,
        version=ticket.status_version,
        ticket=ticket.canonical if ticket.is_direct else None,
        queue_roles=others.queue_roles,
        participants=others.participants,
        mentioned=others.mentioned,
    )


def correction(
    ticket: WorkflowTicket, changed: Sequence[str], actor: Actor, reason: str
) -> list[Message]:
    """For ticket_service, which shows the ticket as well; a status brings a direct one along."""
    if ticket.is_direct:
        return []
    told = CorrectTicket(
        ticket_id=ticket.ticket_number,
        version=ticket.status_version,
        revision=ticket.revision,
        changes={name: ticket.canonical[name] for name in changed},
        by_name=actor.name,
        reason=reason,
    )
    return [told]


def waiting(ticket: WorkflowTicket) -> list[Message]:
    """For the requester: it arrived, and why nobody works on it yet."""
    return _for_requester(
        ticket,
        subject=f"Your ticket {ticket.ticket_number} has arrived and waits for a team",
        text="Nobody is set up for this kind of request yet. The administrators know of it; there "
        "is no need to send it again. You will hear from us when somebody takes it on.",
        kind="waiting",
    )


def routed(ticket: WorkflowTicket) -> list[Message]:
    """For the requester: the waiting is over."""
    return _for_requester(
        ticket,
        subject=f"Your ticket {ticket.ticket_number} has found its team",
        text="Your request is now with the people who handle it.",
        kind="routed",
    )


def declined(ticket: WorkflowTicket, message: str) -> list[Message]:
    """For the requester: nobody will take it, and why."""
    return _for_requester(
        ticket,
        subject=f"Your ticket {ticket.ticket_number} was declined",
        text=message,
        kind="declined",
    )


def duplicate(ticket: WorkflowTicket, original: str, message: str) -> list[Message]:
    """For the requester: the work is done under another number."""
    told = f"It is about the same as {original}, under which it is handled."
    return _for_requester(
        ticket,
        subject=f"Your ticket {ticket.ticket_number} goes on as {original}",
        text=f"{told}\n\n{message}".strip(),
        kind="duplicate",
    )


def _for_requester(ticket: WorkflowTicket, *, subject: str, text: str, kind: str) -> list[Message]:
    """In the application and by mail for somebody with an account, else a mail alone."""
    address = ticket.canonical["requester"]["email"]
    account = account_of(address)
    number, message = ticket.ticket_number, f"{ticket.subject}\n\n{text}"
    link = f"{settings.PUBLIC_URL}/portal/tickets/{quote(number, safe='')}"
    if account is not None:
        return [
            CreateNotification(
                recipients={"users": [account]},
                subject=subject,
                message=message,
                notification_type="system",
                deduplication_id=f"{kind}:{ticket.pk}:{ticket.status_version}",
                related_ticket_number=number,
                metadata={"why": WHY, "link": link},
            )
        ]
    mail = SendEmail(
        to=address,
        subject=subject,
        message=message,
        related_ticket_number=number,
        metadata={"why": WHY, "link": link},
    )
    return [mail] if address else []
