"""From messages to sent mails: the rows first, then attempts outside of any transaction.

A mail can go out twice only when the process dies after the server's OK and before the row says
`sent`; both copies then carry the same Message-ID, by which mail programs recognise them.
"""

import time
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from circuitbreaker import STATE_OPEN
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from notification_service.email import settling
from notification_service.email.composing import SECRETS, compose
from notification_service.email.exclusion import alone_with
from notification_service.email.models import EmailDelivery
from notification_service.email.sending import (
    POLICY,
    MailHeld,
    MailPostponed,
    MailRefused,
    hand_over,
    mail_server,
)
from notification_service.people.services import person
from shared import context
from shared.contracts.notifications import SendEmail
from shared.errors import DomainError, NotFound
from shared.gathering import gathered
from shared.inbox.arrival import Arrived

# How soon a mail is taken up whose sender died; a living one is protected by its lock.
LEASE = timedelta(seconds=20)
BATCH = 200
# Mails that share a connection to the server and one claim of their rows.
GROUP = 20
_paused_until = float("-inf")


def queue_mails(arrived: Sequence[Arrived[SendEmail]]) -> None:
    """Store the deliveries and attempt them after the commit; known ones are left alone."""
    deliveries = [_delivery(one.message, one.context) for one in arrived]
    EmailDelivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    transaction.on_commit(lambda: _attempt_unless_paused([each.pk for each in deliveries]))


def attempt_due() -> None:
    """Attempt what is due, oldest first, until the server is found to be away. For the schedule."""
    if mail_server().breaker.read().state == STATE_OPEN:
        return
    due = EmailDelivery.objects.due().order_by("next_attempt_at")
    attempt(list(due.values_list("pk", flat=True)[:BATCH]))


def attempt(pks: Sequence[uuid.UUID]) -> float:
    """Try to send those that are due; returns for how many seconds others would fare no better."""
    for start in range(0, len(pks), GROUP):
        with alone_with(pks[start : start + GROUP]) as mine, gathered():
            if pause := _attempt_claimed(EmailDelivery.objects.claim(mine, LEASE)):
                return pause
    return 0.0


def _attempt_claimed(deliveries: Sequence[EmailDelivery]) -> float:
    line = get_connection(timeout=POLICY.timeout)
    try:
        for place, delivery in enumerate(deliveries):
            if pause := _attempt_one(delivery, line):
                settling.put_back(deliveries[place + 1 :], pause)
                return pause
    finally:
        line.close()
    return 0.0


def _attempt_one(delivery: EmailDelivery, line: BaseEmailBackend) -> float:
    with context.bind_correlation(delivery.correlation_id):
        try:
            _send(delivery, line)
        except MailHeld as error:
            settling.put_back([delivery], error.seconds)
            return error.seconds
        except MailRefused as error:
            settling.refused(delivery, error)
        except MailPostponed as error:
            settling.postponed(delivery, error)
            return error.pause
    return 0.0


@transaction.atomic
def resend(*, delivery_id: uuid.UUID) -> EmailDelivery:
    """Have the schedule attempt a failed mail now. NotFound when there is no such failed mail."""
    failed = EmailDelivery.objects.failed().select_for_update()
    delivery = failed.filter(pk=delivery_id).first()
    if delivery is None:
        raise NotFound(f"There is no failed mail {delivery_id}")
    delivery.next_attempt_at = timezone.now()
    delivery.save(update_fields=["next_attempt_at"])
    return delivery


def _delivery(message: SendEmail, came: context.Context) -> EmailDelivery:
    return EmailDelivery(
        id=uuid.UUID(message.notification_id or came.message_id),
        user_id=message.user_id,
        to=message.to or _address_in(message),
        subject=message.subject,
        message=message.message,
        notification_type=message.notification_type,
        related_ticket_number=message.related_ticket_number,
        metadata=message.metadata,
        correlation_id=came.correlation_id,
    )


def _send(delivery: EmailDelivery, line: BaseEmailBackend) -> None:
    if _too_late(delivery):
        raise MailRefused("The link or code in it expired before it could be sent")
    if not delivery.to:
        delivery.to = _look_up(delivery)
    mail = compose(delivery)
    mail.connection = line
    hand_over(mail, delivery)
    settling.sent(delivery)


def _too_late(delivery: EmailDelivery) -> bool:
    """Whether it carries a link or code that is of no use any more."""
    if not any(name in delivery.metadata for name in SECRETS):
        return False
    try:
        expires_at = datetime.fromisoformat(str(delivery.metadata.get("expires_at")))
    except ValueError:
        return False
    return expires_at.timestamp() <= timezone.now().timestamp()


def _attempt_unless_paused(pks: Sequence[uuid.UUID]) -> None:
    global _paused_until
    if time.monotonic() >= _paused_until and (pause := attempt(pks)):
        _paused_until = time.monotonic() + pause


def _address_in(message: SendEmail) -> str:
    address = message.metadata.get("user_email")
    return address if isinstance(address, str) and "@" in address else ""


def _look_up(delivery: EmailDelivery) -> str:
    """The address that auth_service knows."""
    assert delivery.user_id is not None
    try:
        found = person(user_id=delivery.user_id)
    except DomainError as error:
        raise MailPostponed(error.message, EmailDelivery.Obstacle.ADDRESS) from error
    if found is None or not found.email:
        raise MailRefused(f"No address is known for user {delivery.user_id}")
    return found.email
