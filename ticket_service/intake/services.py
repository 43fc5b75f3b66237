"""Taking tickets in: once each, and handed over to workflow_api in the same transaction."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.context import current_correlation_id
from shared.contracts.tickets import CanonicalTicket, ReceiveTicket
from shared.errors import Conflict
from shared.outbox.services import publish_all
from ticket_service.intake.deliveries import (
    CONTENT,
    Accepted,
    Delivery,
    changes_between,
)
from ticket_service.intake.models import Submission
from ticket_service.intake.selectors import locked_by_key
from ticket_service.intake.signatures import use
from ticket_service.tickets.authentication import Signature
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.numbers import next_numbers

Outcome = Submission.Outcome
KNOWN = "known"
# A generated number can already be taken, by a sender whose own ids look like ours.
NUMBER_ATTEMPTS = 5
# Under /tickets/ these are something else than a ticket.
RESERVED_NUMBERS = frozenset({"send", "batch", "mine"})


@transaction.atomic
def accept(delivery: Delivery, signature: Signature | None = None) -> Accepted:
    """Take one ticket in; the same content again changes nothing.

    AuthFailed when `signature` authorised an earlier request already.
    """
    if signature:
        use(signature)
    return _accept([delivery])[0]


@transaction.atomic
def accept_all(deliveries: list[Delivery]) -> list[Accepted]:
    """Take in tickets of different keys; the answers are in the order of `deliveries`."""
    return _accept(deliveries)


@transaction.atomic
def adopt(*, ticket: CanonicalTicket, number: str, raw: str) -> Ticket:
    """Store a ticket that HDTS put on the broker itself: workflow_api has it already.

    Conflict when `number` belongs to another ticket.
    """
    now = timezone.now()
    delivery = Delivery(ticket=ticket, raw=raw, sender="broker")
    row = _row(delivery, number, now)
    if not _insert([row]):
        known = locked_by_key([delivery.key])
        if delivery.key not in known:
            raise Conflict(f"The number {number} belongs to another ticket")
        return known[delivery.key]
    Submission.objects.bulk_create([_submission(row, delivery, Outcome.CREATED, {}, now)])
    return row


def _accept(deliveries: list[Delivery]) -> list[Accepted]:
    now = timezone.now()
    created = _create_under_own_id(deliveries, now)
    left = [d for index, d in enumerate(deliveries) if index not in created]
    known = locked_by_key([d.key for d in left if d.ticket.external_id])
    created |= _create_numbered(
        {i: d for i, d in enumerate(deliveries) if i not in created and d.key not in known}, now
    )
    _record([(row, delivery, Outcome.CREATED, {}) for row, delivery in created.values()], now)
    return [
        Accepted(ticket=created[index][0], outcome=Outcome.CREATED)
        if index in created
        else _reconcile(known[delivery.key], delivery, now)
        for index, delivery in enumerate(deliveries)
    ]


# Position of a delivery → the row it became, and the delivery with the id it ended up with.
Created = dict[int, tuple[Ticket, Delivery]]


def _create_under_own_id(deliveries: list[Delivery], now: datetime) -> Created:
    """The id the sender gave becomes the number; what exists already is left out."""
    usable = {
        index: (delivery, delivery.ticket.external_id)
        for index, delivery in enumerate(deliveries)
        if delivery.ticket.external_id and delivery.ticket.external_id not in RESERVED_NUMBERS
    }
    return _create(usable, now)


def _create_numbered(deliveries: dict[int, Delivery], now: datetime) -> Created:
    """For senders without ids of their own, and ids that are another ticket's number."""
    created: Created = {}
    for _ in range(NUMBER_ATTEMPTS):
        left = {index: d for index, d in deliveries.items() if index not in created}
        if not left:
            return created
        numbers = next_numbers(now.year, len(left))
        numbered = {
            index: (d if d.ticket.external_id else d.identified_by(number), number)
            for (index, d), number in zip(left.items(), numbers, strict=True)
        }
        created |= _create(numbered, now)
    raise Conflict("No free ticket number was found")


def _create(candidates: dict[int, tuple[Delivery, str]], now: datetime) -> Created:
    # Every transaction inserts in the same order: two batches cannot wait for each other.
    in_order = sorted(candidates.items(), key=lambda item: item[1][0].key)
    rows = {index: _row(delivery, number, now) for index, (delivery, number) in in_order}
    inserted = _insert(list(rows.values()))
    return {index: (row, candidates[index][0]) for index, row in rows.items() if row.id in inserted}


def _insert(rows: list[Ticket]) -> set[uuid.UUID]:
    """Insert what does not exist yet; a concurrent insert of the same key is waited for."""
    Ticket.objects.bulk_create(rows, ignore_conflicts=True)
    ids = [row.id for row in rows]
    return set(Ticket.objects.filter(id__in=ids).values_list("id", flat=True))


def _row(delivery: Delivery, number: str, now: datetime) -> Ticket:
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
        **_content(ticket),
    )


def _content(ticket: CanonicalTicket) -> dict[str, Any]:
    content = {name: getattr(ticket, name) for name in CONTENT}
    return content | {"requester_email": ticket.requester["email"].lower()}


def _reconcile(ticket: Ticket, delivery: Delivery, now: datetime) -> Accepted:
    """A key that exists: nothing new, a change in time, or an amendment."""
    digest = delivery.ticket.digest()
    if digest == ticket.digest:
        return Accepted(ticket=ticket, outcome=KNOWN)
    # A resend without a date of its own must not move the moment of submission.
    delivery = replace(delivery, ticket=replace(delivery.ticket, submitted_at=ticket.submitted_at))
    outcome = Outcome.AMENDED if ticket.work_started else Outcome.UPDATED
    changes = changes_between(ticket, delivery.ticket)
    ticket.digest = digest
    ticket.revision += 1
    applied = _content(delivery.ticket) if outcome == Outcome.UPDATED else {}
    for name, value in applied.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["digest", "revision", *applied])
    _record([(ticket, delivery, outcome, changes)], now)
    return Accepted(ticket=ticket, outcome=outcome)


Record = tuple[Ticket, Delivery, Outcome, dict[str, list[Any]]]


def _record(records: list[Record], now: datetime) -> None:
    """Keep what was sent and hand it over."""
    Submission.objects.bulk_create(_submission(*record, now) for record in records)
    publish_all(
        ReceiveTicket(payload=payload_of(ticket, delivery.ticket))
        for ticket, delivery, _, _ in records
    )


def _submission(
    ticket: Ticket,
    delivery: Delivery,
    outcome: Outcome,
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
        changes=changes,
        correlation_id=current_correlation_id(),
        received_at=now,
    )


def payload_of(ticket: Ticket, sent: CanonicalTicket) -> dict[str, Any]:
    """The canonical ticket with its number; `revision` tells a late older content from a newer."""
    return sent.as_payload() | {"ticket_number": ticket.number, "revision": ticket.revision}
