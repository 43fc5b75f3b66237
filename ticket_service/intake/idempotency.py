"""`Idempotency-Key`: a sender without own ids repeats a request safely (specification: api.md)."""

from datetime import timedelta
from typing import Final

from django.db import connection
from django.utils import timezone
from rest_framework.request import Request

from shared.errors import Conflict, FieldError, Invalid, Unprocessable
from ticket_service.intake.deliveries import Accepted, Delivery
from ticket_service.intake.models import Submission

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
KEPT: Final = timedelta(hours=24)
MAX_LENGTH: Final = 255


def key_of(request: Request) -> str:
    """The key the request came with, or nothing; Invalid when it cannot be one."""
    key = request.headers.get(HEADER, "")
    if len(key) > MAX_LENGTH or not key.isprintable():
        fault = FieldError(HEADER, f"must have at most {MAX_LENGTH} printable characters")
        raise Invalid("Validation failed", [fault])
    return key


def first_answer(delivery: Delivery) -> Accepted | None:
    """What the same request was answered before; holds others with its key off until the end.

    Conflict while the first one is still running, Unprocessable when it had another body.
    """
    if not delivery.idempotency_key:
        return None
    _hold_off_others(delivery)
    first = Submission.objects.filter(
        sender=delivery.sender,
        idempotency_key=delivery.idempotency_key,
        received_at__gt=timezone.now() - KEPT,
    ).first()
    if first is None:
        return None
    if first.raw != delivery.raw:
        raise Unprocessable(f"This {HEADER} was used with another body")
    return Accepted(
        ticket=first.ticket,
        outcome=first.outcome,
        correlation_id=str(first.correlation_id),
        replayed=True,
    )


def _hold_off_others(delivery: Delivery) -> None:
    name = f"{delivery.sender}\n{delivery.idempotency_key}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        if not cursor.fetchone()[0]:
            raise Conflict(f"A request with this {HEADER} is still running")
