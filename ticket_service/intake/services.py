"""Taking tickets in: once each, and handed over to workflow_api in the same transaction."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.context import current_correlation_id
from shared.contracts.base import Message
from shared.contracts.tickets import CanonicalTicket, ReceiveTicket, ReceiveTickets
from shared.errors import Conflict
from shared.gathering import append
from shared.outbox.services import publish
from ticket_service.intake.deliveries import Accepted, Delivery, changes_between
from ticket_service.intake.idempotency import first_answer
from ticket_service.intake.models import Submission
from ticket_service.intake.rows import (
    content_columns,
    insert_new,
    payload_of,
    submission_row,
    ticket_row,
)
from ticket_service.intake.selectors import locked_by_key
from ticket_service.intake.signatures import use
from ticket_service.tickets.authentication import Signature
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.numbers import next_numbers

Outcome = Submission.Outcome
KNOWN = "known"
BROKER = "broker"
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
    return first_answer(delivery) or _accept([delivery])[0]


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
    delivery = Delivery(ticket=ticket, raw=raw, sender=BROKER)
    row = ticket_row(delivery, number, now)
    if not insert_new([row]):
        known = locked_by_key([delivery.key])
        if delivery.key not in known:
            raise Conflict(f"The number {number} belongs to another ticket")
        return known[delivery.key]
    append(submission_row(row, delivery, Outcome.CREATED, {}, now))
    return row


@transaction.atomic
def follow(*, ticket: Ticket, sent: CanonicalTicket, raw: str) -> None:
    """Show the content that workflow_api works on, when it learnt of a change before we did."""
    if not changes_between(ticket, sent):
        return
    now = timezone.now()
    delivery = Delivery(ticket=sent, raw=raw, sender=BROKER)
    changes = _change(ticket, delivery, Outcome.UPDATED)
    append(submission_row(ticket, delivery, Outcome.UPDATED, changes, now))


def _accept(deliveries: list[Delivery]) -> list[Accepted]:
    now = timezone.now()
    created, known = _place(deliveries, now)
    _record([(row, delivery, Outcome.CREATED, {}) for row, delivery in created.values()], now)
    return [
        _accepted(created[index][0], Outcome.CREATED)
        if index in created
        else _reconcile(known[delivery.key], delivery, now)
        for index, delivery in enumerate(deliveries)
    ]


# Position of a delivery → the row it became, and the delivery with the id it ended up with.
Created = dict[int, tuple[Ticket, Delivery]]
Known = dict[tuple[str, str], Ticket]


def _place(deliveries: list[Delivery], now: datetime) -> tuple[Created, Known]:
    """A new row or a locked known one for each delivery."""
    created = _create_under_own_id(deliveries, now)
    for _ in range(NUMBER_ATTEMPTS):
        left = {index: d for index, d in enumerate(deliveries) if index not in created}
        known = locked_by_key([d.key for d in left.values() if d.ticket.external_id])
        stray = {index: d for index, d in left.items() if d.key not in known}
        if not stray:
            return created, known
        created |= _create_numbered(stray, now)
    raise Conflict("No free ticket number was found")


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
    numbers = next_numbers(now.year, len(deliveries))
    numbered = {
        index: (d if d.ticket.external_id else d.identified_by(number), number)
        for (index, d), number in zip(deliveries.items(), numbers, strict=True)
    }
    return _create(numbered, now)


def _create(candidates: dict[int, tuple[Delivery, str]], now: datetime) -> Created:
    # Every transaction inserts in the same order: two batches cannot wait for each other.
    in_order = sorted(candidates.items(), key=lambda item: item[1][0].key)
    rows = {index: ticket_row(delivery, number, now) for index, (delivery, number) in in_order}
    inserted = insert_new(list(rows.values()))
    return {index: (row, candidates[index][0]) for index, row in rows.items() if row.id in inserted}


def _reconcile(ticket: Ticket, delivery: Delivery, now: datetime) -> Accepted:
    """A key that exists: nothing new, a change in time, or an amendment."""
    if delivery.ticket.digest() == ticket.digest:
        first = str(ticket.correlation_id)
        return Accepted(ticket=ticket, outcome=KNOWN, correlation_id=first)
    # A resend without a date of its own must not move the moment of submission.
    delivery = replace(delivery, ticket=replace(delivery.ticket, submitted_at=ticket.submitted_at))
    outcome = Outcome.AMENDED if ticket.work_started else Outcome.UPDATED
    changes = _change(ticket, delivery, outcome)
    _record([(ticket, delivery, outcome, changes)], now)
    return _accepted(ticket, outcome)


def _accepted(ticket: Ticket, outcome: Outcome) -> Accepted:
    return Accepted(ticket=ticket, outcome=outcome, correlation_id=current_correlation_id())


def _change(ticket: Ticket, delivery: Delivery, outcome: Outcome) -> dict[str, list[Any]]:
    """A further revision; only an update is applied. Field → [on the ticket, as sent]."""
    changes = changes_between(ticket, delivery.ticket)
    ticket.digest = delivery.ticket.digest()
    ticket.revision += 1
    applied = content_columns(delivery.ticket) if outcome == Outcome.UPDATED else {}
    for name, value in applied.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["digest", "revision", *applied])
    return changes


Record = tuple[Ticket, Delivery, Outcome, dict[str, list[Any]]]


def _record(records: list[Record], now: datetime) -> None:
    """Keep what was sent and hand it over."""
    append(*(submission_row(*record, now) for record in records))
    payloads = [payload_of(ticket, delivery.ticket) for ticket, delivery, _, _ in records]
    if payloads:
        publish(_handover(payloads))


def _handover(payloads: list[dict[str, Any]]) -> Message:
    """One message for all: workflow_api judges each by itself."""
    if len(payloads) > 1:
        return ReceiveTickets(tickets=payloads)
    return ReceiveTicket(payload=payloads[0])
