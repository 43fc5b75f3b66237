"""From a message to a sent mail: the row first, then attempts outside of any transaction.

A mail can go out twice only when the process dies after the server's OK and before the row says
`sent`; both copies then carry the same Message-ID, by which mail programs recognise them.
"""

import random
import time
import uuid
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from notification_service.email.composing import compose
from notification_service.email.metrics import EMAILS
from notification_service.email.models import EmailDelivery
from notification_service.email.sending import MailPostponed, MailRefused, hand_over
from notification_service.people.services import person
from shared import context
from shared.contracts.notifications import SendEmail
from shared.errors import DomainError
from shared.observability.stored import record

# Longer than any attempt lasts: connecting, and each answer of the server, may take 15 s.
LEASE = timedelta(minutes=5)
QUICK_ATTEMPTS = 5
SLOWEST = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)
BATCH = 200
# A worker also serves the in-app queue, which must not wait behind a mail server that hangs.
PAUSE_SECONDS = 30.0
log = structlog.get_logger()
_paused_until = float("-inf")


@transaction.atomic
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
    due = EmailDelivery.objects.due().order_by("next_attempt_at")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        if not attempt(pk):
            return


def attempt(pk: uuid.UUID) -> bool:
    """Try to send one due delivery; False when no other would fare better just now."""
    if not EmailDelivery.objects.claim(pk, LEASE):
        return True
    delivery = EmailDelivery.objects.get(pk=pk)
    with context.bind_correlation(delivery.correlation_id):
        try:
            _send(delivery)
        except MailRefused as error:
            _failed(delivery, error, again=None)
        except MailPostponed as error:
            _failed(delivery, error, again=_next_attempt(delivery))
            return not error.server_away
    return True


def _send(delivery: EmailDelivery) -> None:
    if not delivery.to:
        delivery.to = _look_up(delivery)
    hand_over(compose(delivery))
    EmailDelivery.objects.filter(pk=delivery.pk).update(
        status=EmailDelivery.Status.SENT,
        to=delivery.to,
        sent_at=Now(),
        next_attempt_at=None,
        last_error="",
    )
    record(EMAILS.one(result="sent"))
    log.info("mail_sent", integration="email", attempt=delivery.attempts)


def _failed(delivery: EmailDelivery, error: Exception, *, again: datetime | None) -> None:
    """Record the failure; `again` is the time of the next attempt, None gives up."""
    EmailDelivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts).update(
        status=EmailDelivery.Status.FAILED, last_error=str(error)[:2000], next_attempt_at=again
    )
    record(EMAILS.one(result="given_up" if again is None else "postponed"))
    log.warning("mail_failed", integration="email", error_message=str(error), final=again is None)


def _next_attempt(delivery: EmailDelivery) -> datetime | None:
    """The queue's back-off (2, 4, 8, 16, 32 s), then from a minute to an hour, for three days."""
    if timezone.now() - delivery.created_at > GIVE_UP_AFTER:
        return None
    quick = timedelta(seconds=2.0**delivery.attempts)
    slow = timedelta(minutes=2.0 ** min(delivery.attempts - QUICK_ATTEMPTS - 1, 10))
    wait = quick if delivery.attempts <= QUICK_ATTEMPTS else min(slow, SLOWEST)
    return timezone.now() + wait * random.uniform(1, 1.25)  # noqa: S311  jitter, no secret


def _attempt_unless_paused(pk: uuid.UUID) -> None:
    global _paused_until
    if time.monotonic() >= _paused_until and not attempt(pk):
        _paused_until = time.monotonic() + PAUSE_SECONDS


def _address_in(message: SendEmail) -> str:
    address = message.metadata.get("user_email")
    return address if isinstance(address, str) and "@" in address else ""


def _look_up(delivery: EmailDelivery) -> str:
    """The address that auth_service knows."""
    assert delivery.user_id is not None
    try:
        found = person(user_id=delivery.user_id)
    except DomainError as error:
        raise MailPostponed(error.message, server_away=False) from error
    if found is None or not found.email:
        raise MailRefused(f"No address is known for user {delivery.user_id}")
    return found.email
