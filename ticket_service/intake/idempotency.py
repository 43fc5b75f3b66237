"""`Idempotency-Key`: a sender without own ids repeats a request safely (specification: api.md).

Beside the shared one, because what a ticket was made from is kept anyway, and because a repeated
request of HDTS must still be refused when its signature was used before.
"""

from django.db import connection
from django.utils import timezone

from shared.errors import Conflict, Unprocessable
from shared.idempotency.keys import HEADER
from shared.idempotency.services import KEPT
from ticket_service.intake.deliveries import Accepted, Delivery
from ticket_service.intake.models import Submission


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
