from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notification_service.email.models import EmailDelivery
from notification_service.sendings.models import Sending

Status = EmailDelivery.Status


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the mail of a sending has got."""

    status: str = Status.QUEUED
    attempts: int = 0
    last_error: str = ""
    next_attempt_at: datetime | None = None
    sent_at: datetime | None = None


def progress_of(sendings: Iterable[UUID]) -> dict[UUID, Progress]:
    """By sending; one whose mail nobody has taken up yet is queued. One query."""
    ids = list(sendings)
    fields = ("status", "attempts", "last_error", "next_attempt_at", "sent_at")
    rows = EmailDelivery.objects.filter(pk__in=ids).values_list("pk", *fields)
    return dict.fromkeys(ids, Progress()) | {pk: Progress(*facts) for pk, *facts in rows}


def on_its_way(sending: Sending) -> bool:
    """Whether its mail is still going to be attempted."""
    mail = EmailDelivery.objects.filter(pk=sending.pk).first()
    return mail is None or mail.next_attempt_at is not None
