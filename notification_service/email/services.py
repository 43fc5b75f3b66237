"""From a message to a sent mail: the row first, then attempts outside of any transaction.

A mail can go out twice only when the process dies after the server's OK and before the row says
`sent`; both copies then carry the same Message-ID, by which mail programs recognise them.
"""

import time
import uuid
from datetime import datetime, timedelta
from typing import Any

import structlog
from circuitbreaker import STATE_OPEN
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from notification_service.email.composing import SECRETS, compose
from notification_service.email.exclusion import alone_with
from notification_service.email.metrics import EMAILS
from notification_service.email.models import EmailDelivery
from notification_service.email.sending import (
    MailHeld,
    MailPostponed,
    MailRefused,
    hand_over,
    mail_server,
)
from notification_service.email.waiting import wait_after
from notification_service.people.services import person
from shared import context
from shared.contracts.notifications import SendEmail
from shared.errors import DomainError, NotFound
from shared.observability.stored import record

# How soon a mail is taken up whose sender died; a living one is protected by its lock.
LEASE = timedelta(seconds=20)
GIVE_UP_AFTER = timedelta(days=3)
BATCH = 200
_paused_until = float("-inf")
log = structlog.get_logger()


def queue_mail(*, message: SendEmail, message_id: uuid.UUID) -> None:
    """Store the delivery and attempt it after the commit; a known one is left alone."""
    delivery = EmailDelivery(
        id=uuid.UUID(message.notification_id) if message.notification_id else message_id,
        user_id=message.user_id,
        to=message.to or _address_in(message),
        subject=message.subject,
        message=message.message,
        notification_type=message.notification_type,
        related_ticket_number=message.related_ticket_number,
        metadata=message.metadata,
        correlation_id=context.current_correlation_id(),
    )
    EmailDelivery.objects.bulk_create([delivery], ignore_conflicts=True)
    transaction.on_commit(lambda: _attempt_unless_paused(delivery.id))


def attempt_due() -> None:
    """Attempt what is due, oldest first, until the server is found to be away. For the schedule."""
    if mail_server().breaker.read().state == STATE_OPEN:
        return
    due = EmailDelivery.objects.due().order_by("next_attempt_at")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        if attempt(pk):
            return


def attempt(pk: uuid.UUID) -> float:
    """Try to send one due delivery; returns for how many seconds others would fare no better."""
    with alone_with(pk) as alone:
        if not alone or not EmailDelivery.objects.claim(pk, LEASE):
            return 0.0
        return _attempt_claimed(pk)


def _attempt_claimed(pk: uuid.UUID) -> float:
    delivery = EmailDelivery.objects.get(pk=pk)
    with context.bind_correlation(delivery.correlation_id):
        try:
            _send(delivery)
        except MailHeld as error:
            _put_back(delivery, error)
            return error.seconds
        except MailRefused as error:
            _failed(delivery, error, again=None)
        except MailPostponed as error:
            again = _next_attempt(delivery, error.obstacle)
            _failed(delivery, error, again=again, obstacle=error.obstacle)
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


def _send(delivery: EmailDelivery) -> None:
    if _too_late(delivery):
        raise MailRefused("The link or code in it expired before it could be sent")
    if not delivery.to:
        delivery.to = _look_up(delivery)
    hand_over(compose(delivery), delivery)
    EmailDelivery.objects.filter(pk=delivery.pk).update(
        status=EmailDelivery.Status.SENT,
        to=delivery.to,
        metadata=_without_secrets(delivery),
        sent_at=Now(),
        next_attempt_at=None,
        last_error="",
        obstacle="",
    )
    record(EMAILS.one(result="sent"))
    log.info("mail_sent", integration="email", attempt=delivery.attempts)


def _failed(
    delivery: EmailDelivery, error: Exception, *, again: datetime | None, obstacle: str = ""
) -> None:
    """Record the failure; `again` is the time of the next attempt, None gives up."""
    _own_claim(delivery).update(
        status=EmailDelivery.Status.FAILED,
        last_error=str(error)[:2000],
        obstacle=obstacle,
        next_attempt_at=again,
        metadata=delivery.metadata if again else _without_secrets(delivery),
    )
    record(EMAILS.one(result="given_up" if again is None else "postponed"))
    log.warning("mail_failed", integration="email", error_message=str(error), final=again is None)


def _put_back(delivery: EmailDelivery, error: MailHeld) -> None:
    """Nothing was tried, so nothing is counted."""
    _own_claim(delivery).update(
        status=EmailDelivery.Status.FAILED if delivery.last_error else EmailDelivery.Status.QUEUED,
        attempts=models.F("attempts") - 1,
        next_attempt_at=timezone.now() + timedelta(seconds=error.seconds),
    )


def _own_claim(delivery: EmailDelivery) -> models.QuerySet[EmailDelivery]:
    """The row, unless its lease ran out and somebody else has claimed it since."""
    return EmailDelivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts)


def _without_secrets(delivery: EmailDelivery) -> dict[str, Any]:
    return {key: value for key, value in delivery.metadata.items() if key not in SECRETS}


def _too_late(delivery: EmailDelivery) -> bool:
    """Whether it carries a link or code that is of no use any more."""
    if not any(name in delivery.metadata for name in SECRETS):
        return False
    try:
        expires_at = datetime.fromisoformat(str(delivery.metadata.get("expires_at")))
    except ValueError:
        return False
    return expires_at.timestamp() <= timezone.now().timestamp()


def _next_attempt(delivery: EmailDelivery, obstacle: EmailDelivery.Obstacle) -> datetime | None:
    if timezone.now() - delivery.created_at > GIVE_UP_AFTER:
        return None
    seconds = wait_after(delivery.attempts, obstacle)
    return timezone.now() + timedelta(seconds=seconds)


def _attempt_unless_paused(pk: uuid.UUID) -> None:
    global _paused_until
    if time.monotonic() >= _paused_until and (pause := attempt(pk)):
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
