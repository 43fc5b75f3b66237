"""How deliveries lie in the tables."""

import uuid
from datetime import datetime
from typing import Any

from shared.context import current_correlation_id
from shared.contracts.tickets import CONTENT, CanonicalTicket
from ticket_service.intake.deliveries import Delivery
from ticket_service.intake.models import Submission
from ticket_service.tickets.models import Ticket


def insert_new(rows: list[Ticket]) -> set[uuid.UUID]:
    """Insert what does not exist yet; a concurrent insert of the same key is waited for."""
    Ticket.objects.bulk_create(rows, ignore_conflicts=True)
    ids = [row.id for row in rows]
    return set(Ticket.objects.filter(id__in=ids).values_list("id", flat=True))


def ticket_row(delivery: Delivery, number: str, now: datetime) -> Ticket:
    ticket = delivery.ticket
    return Ticket(
        number=number,
        source_service=ticket.source_service,
        external_id=ticket.external_id,
        submitted_at=ticket.submitted_at,
        digest=ticket.digest(),
        correlation_id=current_correlation_id(),
        received_at=now,
        status_changed_at=now,
        **content_columns(ticket),
    )


def content_columns(ticket: CanonicalTicket) -> dict[str, Any]:
    columns = {name: getattr(ticket, name) for name in CONTENT}
    return columns | {"requester_email": ticket.requester["email"].lower()}


def submission_row(
    ticket: Ticket,
    delivery: Delivery,
    outcome: Submission.Outcome,
    changes: dict[str, list[Any]],
    now: datetime,
) -> Submission:
    return Submission(
        ticket=ticket,
        revision=ticket.revision,
        outcome=outcome,
        sender=delivery.sender,
        raw=delivery.raw,
        content=delivery.ticket.as_payload(),
        idempotency_key=delivery.idempotency_key,
        changes=changes,
        correlation_id=current_correlation_id(),
        received_at=now,
    )


def payload_of(ticket: Ticket, sent: CanonicalTicket) -> dict[str, Any]:
    """The canonical ticket with its number; `revision` tells a late older content from a newer."""
    return sent.as_payload() | {"ticket_number": ticket.number, "revision": ticket.revision}
