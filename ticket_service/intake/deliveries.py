"""What a sender handed over, judged and ready to be stored."""

import json
from dataclasses import dataclass, replace
from typing import Any

from shared.contracts.tickets import CONTENT, CanonicalTicket
from ticket_service.tickets.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A valid ticket beside the JSON text it came as; `sender` is who answers for it."""

    ticket: CanonicalTicket
    raw: str
    sender: str
    idempotency_key: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.ticket.source_service, self.ticket.external_id)

    def identified_by(self, number: str) -> "Delivery":
        """The same delivery under the number that TTS gave it, for a sender without own ids."""
        return replace(self, ticket=replace(self.ticket, external_id=number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What became of a delivery: created, known, updated or amended.

    `correlation_id` is of the request in which it did; `replayed` when that was an earlier one.
    """

    ticket: Ticket
    outcome: str
    correlation_id: str
    replayed: bool = False


def as_text(raw: Any) -> str:
    """JSON in ASCII, which PostgreSQL can keep whatever characters the sender used."""
    return json.dumps(raw)


def changes_between(ticket: Ticket, sent: CanonicalTicket) -> dict[str, list[Any]]:
    """Field → [on the ticket, as sent] for every part of the content that differs."""
    pairs = ((name, getattr(ticket, name), getattr(sent, name)) for name in CONTENT)
    return {name: [now, then] for name, now, then in pairs if now != then}
