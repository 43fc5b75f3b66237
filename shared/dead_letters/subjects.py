"""Which ticket a message is about, whatever the message is and however broken."""

from collections.abc import Mapping
from typing import Any, Final

from shared.inbox.failures import printable

LENGTH: Final = 64
NAMES: Final = ("ticket_number", "related_ticket_number", "ticket_id", "original_ticket_id")
WRAPPERS: Final = ("payload", "ticket_data", "ticket")
STREAM: Final = "ticket:"


def ticket_number_in(kwargs: Mapping[str, Any] | None) -> str:
    """The number of the ticket in a message's arguments, or nothing."""
    if kwargs is None:
        return ""
    for source in (kwargs, *_inner(kwargs)):
        for name in NAMES:
            if found := _number(source.get(name)):
                return found
    stream = str(kwargs.get("stream") or "")
    return _number(stream.removeprefix(STREAM)) if stream.startswith(STREAM) else ""


def _inner(kwargs: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The ticket may be wrapped, and its wrapping wrapped again."""
    wrapped = [each for name in WRAPPERS if isinstance(each := kwargs.get(name), Mapping)]
    twice = [each for outer in wrapped if isinstance(each := outer.get("ticket"), Mapping)]
    return [*wrapped, *twice]


def _number(given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int):
        return ""
    text = printable(str(given)).strip()
    return text if len(text) <= LENGTH else ""
