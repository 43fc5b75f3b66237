"""Who was told of a ticket and who was not, out of what was sent and what was held back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from notification_service.decisions.models import UnsentNotice
from notification_service.email.models import EmailDelivery
from notification_service.inbox_items.models import InAppNotification

MOST: Final = 200
Cause = UnsentNotice.Cause
WHY_NOT: Final = {
    Cause.OWN_ACT: "It was their own act",
    Cause.TOLD_BEFORE: "They had been told of this already",
    Cause.NOBODY_IN_ROLE: "Nobody holds this role",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One person (or role, or address) and one notice. `reason` says why they were told or not;
    `mail` is the state of the mail, empty when there is none."""

    at: datetime
    user_id: int | None
    role: str
    address: str
    notification_type: str
    subject: str
    told: bool
    cause: str
    reason: str
    mail: str
    mail_error: str


def decisions(ticket_number: str, user_id: int | None = None) -> list[Decision]:
    """About a ticket, newest first, at most 200; about one person alone when asked for.

    Three statements, however many there are.
    """
    mails = _mails(ticket_number, user_id)
    told = [_told(item, mails) for item in _items(ticket_number, user_id)]
    alone = [_mail_alone(mail) for mail in mails.values() if mail.user_id is None]
    unsent = [_unsent(row) for row in _held_back(ticket_number, user_id)]
    return sorted([*told, *alone, *unsent], key=lambda each: each.at, reverse=True)[:MOST]


def _items(ticket_number: str, user_id: int | None) -> list[InAppNotification]:
    items = InAppNotification.objects.filter(related_ticket_number=ticket_number)
    own = items if user_id is None else items.filter(user_id=user_id)
    return list(own.order_by("-created_at")[:MOST])


def _mails(ticket_number: str, user_id: int | None) -> dict[uuid.UUID, EmailDelivery]:
    """By id, which is that of the notification where there is one."""
    mails = EmailDelivery.objects.filter(related_ticket_number=ticket_number)
    own = mails if user_id is None else mails.filter(user_id=user_id)
    newest = own.order_by("-created_at").defer("message", "metadata")[: 2 * MOST]
    return {mail.pk: mail for mail in newest}


def _held_back(ticket_number: str, user_id: int | None) -> list[UnsentNotice]:
    rows = UnsentNotice.objects.filter(related_ticket_number=ticket_number)
    own = rows if user_id is None else rows.filter(user_id=user_id)
    return list(own.order_by("-at")[:MOST])


def _told(item: InAppNotification, mails: Mapping[uuid.UUID, EmailDelivery]) -> Decision:
    mail = mails.get(item.pk)
    return Decision(
        at=item.created_at,
        user_id=item.user_id,
        role="",
        address="",
        notification_type=item.notification_type,
        subject=item.subject,
        told=True,
        cause="",
        reason=item.reason,
        mail=mail.status if mail else "",
        mail_error=mail.last_error if mail and mail.status == mail.Status.FAILED else "",
    )


def _mail_alone(mail: EmailDelivery) -> Decision:
    return Decision(
        at=mail.created_at,
        user_id=None,
        role="",
        address=mail.to,
        notification_type=mail.notification_type,
        subject=mail.subject,
        told=True,
        cause="",
        reason="The ticket's requester gave this address",
        mail=mail.status,
        mail_error=mail.last_error if mail.status == mail.Status.FAILED else "",
    )


def _unsent(row: UnsentNotice) -> Decision:
    return Decision(
        at=row.at,
        user_id=row.user_id,
        role=row.role,
        address="",
        notification_type=row.notification_type,
        subject=row.subject,
        told=False,
        cause=row.cause,
        reason=WHY_NOT[Cause(row.cause)],
        mail="",
        mail_error="",
    )
