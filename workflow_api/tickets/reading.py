"""From a message to a canonical ticket we trust."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone

from shared.context import Context, current
from shared.contracts.tickets import CanonicalTicket, InvalidTicket, ReceiveTicket, normalise
from shared.errors import Invalid
from shared.inbox import replays
from workflow_api.tickets import proof

TICKET_SERVICE = "ticket_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A ticket that came in; `is_direct` when ticket_service has not seen it before us.

    ticket_service counts the contents it was given in `revision`; of direct ones it is 0. What is
    done for it belongs to `context`.
    """

    message: ReceiveTicket
    ticket: CanonicalTicket
    raw: Mapping[str, Any]
    is_direct: bool
    number: str
    revision: int = 0
    context: Context = field(default_factory=current)

    @property
    def source(self) -> str:
        """In whose name it may be sent again: direct ones were judged by us."""
        return settings.SERVICE if self.is_direct else TICKET_SERVICE


def read(message: ReceiveTicket, *, is_direct: bool) -> Arrival:
    """Normalise a ticket in either documented shape; Invalid names every bad field."""
    raw = message.raw()
    try:
        ticket = normalise(raw, received_at=timezone.now(), priority_map=settings.HDTS_PRIORITY_MAP)
    except InvalidTicket as error:
        raise Invalid(str(error), error.errors) from error
    if is_direct:
        number = ticket.external_id
        return Arrival(message=message, ticket=ticket, raw=raw, is_direct=True, number=number)
    return Arrival(
        message=message,
        ticket=ticket,
        raw=raw,
        is_direct=False,
        number=str(raw.get("ticket_number") or ticket.external_id),
        revision=int(raw.get("revision") or 0),
    )


def came_directly() -> bool:
    """Whether the current message did not pass through ticket_service."""
    return current().source != TICKET_SERVICE


def is_replay() -> bool:
    """Whether an Admin sent the current message again."""
    return replays.HEADER in current().headers


def check_signature(payload: Any) -> None:
    """AuthFailed unless a direct message is signed, where the settings ask for it.

    What this service sent to itself it has judged before: the parts of a batch, and what an Admin
    corrected and sent again. A partner cannot claim to be us: its messages have no source.
    """
    if not settings.HDTS_REQUIRE_SIGNATURE:
        return
    if current().source in (TICKET_SERVICE, settings.SERVICE):
        return
    proof.accept(current().headers, payload)
