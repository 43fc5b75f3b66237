"""What workflow_api reports about a ticket, for its requester and for HDTS."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.context import Context, bound, current
from shared.contracts.status import UpdateStatus
from shared.contracts.tickets import CanonicalTicket, InvalidTicket, normalise
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.gathering import append
from shared.outbox.services import publish
from shared.updating import update_all
from ticket_service.intake.deliveries import as_text
from ticket_service.intake.selectors import locked_by_key
from ticket_service.intake.services import adopt, follow
from ticket_service.status.models import StatusChange
from ticket_service.tickets import hints
from ticket_service.tickets.concerns import concerns_after
from ticket_service.tickets.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What workflow_api says about a ticket, within the context of its message."""

    message: UpdateStatus
    context: Context = field(default_factory=current)


@transaction.atomic(savepoint=False)
def update_status(reports: Sequence[Report]) -> None:
    """Apply each report unless a newer one of its ticket was applied before.

    One that says again what is known tells anew whose affair the ticket is, nothing else.
    NotFound for a ticket that is unknown and does not come along.
    """
    tickets = _locked({r.message.ticket_id for r in reports if r.message.ticket is None})
    changed = {}
    for report in reports:
        with bound(report.context):
            ticket = _ticket(report.message, tickets)
            if _apply(ticket, report.message):
                changed[ticket.pk] = ticket
    update_all(changed.values(), [*STATE, "concerns", "status_version", "status_changed_at"])


def _locked(numbers: set[str]) -> dict[str, Ticket]:
    """Tickets by number, locked in one order everywhere."""
    rows = Ticket.objects.filter(number__in=numbers).order_by("source_service", "external_id")
    return {ticket.number: ticket for ticket in rows.select_for_update()}


def _apply(ticket: Ticket, message: UpdateStatus) -> bool:
    """Whether the report changed anything of the ticket."""
    known, version = ticket.concerns, ticket.status_version
    # An older sender's message of the same version knows less than what may be there already.
    late = (message.version, message.participants is not None) < (version, True)
    ticket.concerns = concerns_after(message, known, late=late)
    if message.version > version:
        _move_on(ticket, message)
    return (ticket.concerns, ticket.status_version) != (known, version)


def _move_on(ticket: Ticket, message: UpdateStatus) -> None:
    now = timezone.now()
    state = _state(message)
    for name, value in state.items():
        setattr(ticket, name, value)
    ticket.status_version = message.version
    ticket.status_changed_at = now
    append(StatusChange(ticket=ticket, version=message.version, received_at=now, **state))
    publish(hints.changed(ticket))


def _ticket(message: UpdateStatus, tickets: dict[str, Ticket]) -> Ticket:
    """The locked ticket; one that HDTS gave to workflow_api directly is stored first."""
    if message.ticket is not None:
        sent = _read(message.ticket)
        ticket = tickets.get(message.ticket_id) or _brought_along(message, sent)
        if message.version > ticket.status_version:
            follow(ticket=ticket, sent=sent, raw=as_text(message.ticket))
        tickets[ticket.number] = ticket
    if message.ticket_id not in tickets:
        raise NotFound(f"There is no ticket {message.ticket_id}")
    return tickets[message.ticket_id]


def _brought_along(message: UpdateStatus, sent: CanonicalTicket) -> Ticket:
    number, key = message.ticket_id, (sent.source_service, sent.external_id)
    ticket = locked_by_key([key]).get(key)
    if ticket is None:
        ticket = adopt(ticket=sent, number=number, raw=as_text(message.ticket))
    if ticket.number != number:
        raise Conflict(f"Ticket {sent.external_id} has the number {ticket.number}, not {number}")
    return ticket


def _read(payload: dict[str, Any]) -> CanonicalTicket:
    try:
        return normalise(payload, received_at=timezone.now())
    except InvalidTicket as error:
        faults = [FieldError(f"ticket.{e.field}", e.message) for e in error.errors]
        raise Invalid("The ticket that came along is not valid", faults) from error


STATE = ("status", "step", "assignee_id", "assignee_name", "eta", "eta_latest")


def _state(message: UpdateStatus) -> dict[str, Any]:
    assignee = message.assignee or {}
    return {
        "status": message.status,
        "step": message.step or "",
        "assignee_id": assignee.get("id"),
        "assignee_name": assignee.get("name") or "",
        "eta": _moment("eta", message.eta),
        "eta_latest": _moment("eta_latest", message.eta_latest),
    }


def _moment(field: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        fault = FieldError(field, "must be a date and time in ISO 8601")
        raise Invalid("The time of completion is not valid", [fault]) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
