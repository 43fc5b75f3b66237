"""Who may hand in tickets, and what each may say in them.

A gateway (HDTS, a service, an Admin who enters a ticket that got lost) speaks for another system
and its ids. A person speaks through the portal: the number is ours, the priority is meant as said,
and only staff may name somebody else as the requester.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from django.conf import settings

from shared.contracts.tickets import CanonicalTicket, InvalidTicket, normalise
from shared.errors import FieldError, Forbidden
from shared.identity.caller import Caller
from ticket_service.intake.deliveries import Delivery, as_text
from ticket_service.tickets.access import WRITE_SCOPE, is_staff

PORTAL: Final = "portal"
IDS: Final = ("ticket_id", "external_id", "ticket_number", "original_ticket_id")
MAX_TICKET_BYTES: Final = 1024 * 1024


class Sender(Protocol):
    @property
    def name(self) -> str: ...

    def read(self, raw: Mapping[str, Any], received_at: datetime) -> CanonicalTicket: ...


@dataclass(frozen=True, slots=True)
class Gateway:
    """Another system's tickets, in either documented shape, under that system's ids."""

    name: str

    def read(self, raw: Mapping[str, Any], received_at: datetime) -> CanonicalTicket:
        ticket = normalise(
            raw,
            received_at=received_at,
            priority_map=settings.HDTS_PRIORITY_MAP,
            require_external_id=False,
        )
        if ticket.source_service == PORTAL:
            raise InvalidTicket([FieldError("source_service", "is kept for people's own tickets")])
        return ticket


@dataclass(frozen=True, slots=True)
class PortalSender:
    """A signed-in person; the ticket is theirs unless staff names another requester."""

    caller: Caller

    @property
    def name(self) -> str:
        return f"user:{self.caller.id}"

    def read(self, raw: Mapping[str, Any], received_at: datetime) -> CanonicalTicket:
        given = [name for name in IDS if raw.get(name) is not None]
        if given:
            raise InvalidTicket([FieldError(name, "is given by TTS") for name in given])
        own = {"schema": None, "source_service": PORTAL, **self._requester(raw)}
        return normalise({**raw, **own}, received_at=received_at, require_external_id=False)

    def _requester(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        if is_staff(self.caller) and _names_somebody(raw):
            return {}
        myself = {
            "id": self.caller.id,
            "name": self.caller.full_name,
            "email": self.caller.email,
        }
        return {**dict.fromkeys(REQUESTER_FIELDS), "requester": myself}


REQUESTER_FIELDS: Final = ("requester", "employee", "requester_email", "requester_name")


def _names_somebody(raw: Mapping[str, Any]) -> bool:
    return any(raw.get(name) for name in REQUESTER_FIELDS)


def sender_for(caller: Caller, raw: Any) -> Sender:
    """The sender a token stands for; Forbidden for a service without the scope."""
    if caller.is_service:
        if not caller.has_scope(WRITE_SCOPE):
            raise Forbidden(f"The scope {WRITE_SCOPE} is needed to hand in tickets")
        return Gateway(f"service:{caller.client_id}")
    if caller.has_role("Admin") and isinstance(raw, Mapping) and any(raw.get(n) for n in IDS):
        return Gateway(f"user:{caller.id}")
    return PortalSender(caller)


def read_delivery(sender: Sender, raw: Any, received_at: datetime) -> Delivery:
    """A delivery ready to be stored; InvalidTicket names every field that is wrong."""
    if not isinstance(raw, Mapping):
        raise InvalidTicket([FieldError("ticket", "must be a JSON object")])
    text = as_text(raw)
    if len(text) > MAX_TICKET_BYTES:
        raise InvalidTicket([FieldError("ticket", f"must have at most {MAX_TICKET_BYTES} bytes")])
    return Delivery(ticket=sender.read(raw, received_at), raw=text, sender=sender.name)
