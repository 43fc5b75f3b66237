"""What an attempt leaves in the row of its mail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from notification_service.email.composing import SECRETS
from notification_service.email.metrics import EMAILS
from notification_service.email.models import EmailDelivery
from notification_service.email.sending import MailPostponed, MailRefused
from notification_service.email.waiting import wait_after
from shared.observability.stored import record

GIVE_UP_AFTER = timedelta(days=3)
Status = EmailDelivery.Status
log = structlog.get_logger()


def sent(delivery: EmailDelivery) -> None:
    EmailDelivery.objects.filter(pk=delivery.pk).update(
        status=Status.SENT,
        to=delivery.to,
        metadata=_without_secrets(delivery),
        sent_at=Now(),
        next_attempt_at=None,
        last_error="",
        obstacle="",
    )
    record(EMAILS.one(result="sent"))
    log.info("mail_sent", integration="email", attempt=delivery.attempts)


def refused(delivery: EmailDelivery, error: MailRefused) -> None:
    _failed(delivery, error, again=None)


def postponed(delivery: EmailDelivery, error: MailPostponed) -> None:
    """It failed for now; after three days it is given up."""
    _failed(delivery, error, again=_next_attempt(delivery, error), obstacle=error.obstacle)


def put_back(deliveries: Sequence[EmailDelivery], seconds: float) -> None:
    """Nothing was tried, so nothing is counted."""
    ids = [each.pk for each in deliveries]
    untried = EmailDelivery.objects.filter(pk__in=ids, status=Status.SENDING)
    untried.update(
        status=models.Case(
            models.When(last_error="", then=models.Value(Status.QUEUED)),
            default=models.Value(Status.FAILED),
        ),
        attempts=models.F("attempts") - 1,
        next_attempt_at=timezone.now() + timedelta(seconds=seconds),
    )


def _failed(
    delivery: EmailDelivery, error: Exception, *, again: datetime | None, obstacle: str = ""
) -> None:
    # Unless its lease ran out and somebody else has claimed it since.
    EmailDelivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts).update(
        status=Status.FAILED,
        last_error=str(error)[:2000],
        obstacle=obstacle,
        next_attempt_at=again,
        metadata=delivery.metadata if again else _without_secrets(delivery),
    )
    record(EMAILS.one(result="given_up" if again is None else "postponed"))
    log.warning("mail_failed", integration="email", error_message=str(error), final=again is None)


def _next_attempt(delivery: EmailDelivery, error: MailPostponed) -> datetime | None:
    if timezone.now() - delivery.created_at > GIVE_UP_AFTER:
        return None
    seconds = wait_after(delivery.attempts, error.obstacle)
    return timezone.now() + timedelta(seconds=seconds)


def _without_secrets(delivery: EmailDelivery) -> dict[str, Any]:
    return {key: value for key, value in delivery.metadata.items() if key not in SECRETS}
