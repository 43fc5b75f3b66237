"""Taking over what was corrected in workflow_api, so that both show the same ticket."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from shared.contracts.status import CorrectTicket
from shared.errors import NotFound
from shared.outbox.services import publish
from ticket_service.corrections.models import Correction
from ticket_service.tickets import hints
from ticket_service.tickets.models import Ticket

CORRECTABLE: Final = ("subject", "category", "sub_category", "department", "priority")


@transaction.atomic
def correct(message: CorrectTicket) -> None:
    """Apply a correction unless a newer one was, or its sender gave newer content meanwhile.

    What the sender gave stays known as theirs: the same content again is nothing new, and revisions
    count what they sent alone. NotFound for an unknown ticket.
    """
    ticket = Ticket.objects.select_for_update().filter(number=message.ticket_id).first()
    if ticket is None:
        raise NotFound(f"There is no ticket {message.ticket_id}")
    if ticket.corrections.filter(version__gte=message.version).exists():
        return
    changes = _changes(ticket, message.changes)
    applied = not 0 < message.revision < ticket.revision
    if applied:
        _apply(ticket, changes)
    Correction.objects.create(
        ticket=ticket,
        version=message.version,
        applied=applied,
        changes=changes,
        by_name=message.by_name,
        reason=message.reason,
        received_at=timezone.now(),
    )


def _changes(ticket: Ticket, corrected: Mapping[str, Any]) -> dict[str, list[Any]]:
    pairs = {n: [getattr(ticket, n), corrected[n]] for n in CORRECTABLE if n in corrected}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _apply(ticket: Ticket, changes: Mapping[str, list[Any]]) -> None:
    for name, (_, corrected) in changes.items():
        setattr(ticket, name, corrected)
    ticket.save(update_fields=list(changes))
    publish(hints.corrected(ticket))
