"""`Range: bytes=…` (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from `first` up to and with `last`."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """Nothing of what was asked for is there."""


def span_of(header: str, size: int) -> Span | None:
    """The part that is asked for; None for the whole.

    Several parts at once, other units and nonsense count as nothing asked, as the RFC allows.
    Raises Unsatisfiable.
    """
    found = _ONE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    start, end = found.groups()
    if not start:
        return _last(int(end), size)
    first, last = int(start), min(int(end or size), size - 1)
    if end and int(end) < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return Span(first, last)


def _last(count: int, size: int) -> Span:
    if count == 0:
        raise Unsatisfiable
    return Span(max(0, size - count), size - 1)
