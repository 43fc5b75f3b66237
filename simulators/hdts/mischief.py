"""How a help desk can misbehave, and what TTS promises to answer to it."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.identity.signatures import KEY_HEADER, SKEW_SECONDS, canonical_json, signed_headers
from simulators.hdts.samples import NUMBERS, Ticket

OK, NEW, KNOWN, BAD, UNKNOWN_SENDER = (200, 201), (201,), (200,), (400,), (401,)
TOO_LONG: Final = 100_000


class Mischief(StrEnum):
    NONE = "none"
    DUPLICATE = "duplicate"
    REORDERED = "reordered"
    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    BAD_SIGNATURE = "bad_signature"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown_key"
    EXPIRED = "expired"
    FUTURE = "future"
    REPLAYED = "replayed"


@dataclass(frozen=True, slots=True)
class Key:
    """What the help desk signs with."""

    key_id: str
    secret: str

    def sign(self, body: bytes, seconds: int = 0) -> dict[str, str]:
        """Headers for `body`, by a clock that is `seconds` off."""
        return signed_headers(self.key_id, self.secret, int(time.time()) + seconds, body)


@dataclass(frozen=True, slots=True)
class Sending:
    """One ticket on its way; `expected` are the HTTP statuses that the contract allows."""

    ticket: Ticket
    body: bytes
    headers: Mapping[str, str]
    expected: tuple[int, ...]


def sendings(ticket: Ticket, mischief: Mischief, key: Key) -> Iterator[Sending]:
    """What goes over the wire for `ticket`, in this order.

    The body is canonical JSON, so that one signature is good for REST and AMQP.
    """
    return _MISCHIEFS[mischief](ticket, key)


def _send(ticket: Ticket, key: Key, expected: tuple[int, ...], seconds: int = 0) -> Sending:
    body = canonical_json(ticket)
    return Sending(ticket, body, key.sign(body, seconds), expected)


def _none(ticket: Ticket, key: Key) -> Iterator[Sending]:
    yield _send(ticket, key, OK)


def _duplicate(ticket: Ticket, key: Key) -> Iterator[Sending]:
    """Signed anew each time, as after an answer that got lost."""
    yield _send(ticket, key, NEW)
    yield _send(ticket, key, KNOWN, seconds=1)


def _reordered(ticket: Ticket, key: Key) -> Iterator[Sending]:
    """The correction overtakes the original."""
    yield _send({**ticket, "description": "Corrected: it is urgent after all."}, key, NEW)
    yield _send(ticket, key, KNOWN, seconds=1)


def _malformed(ticket: Ticket, key: Key) -> Iterator[Sending]:
    whole = canonical_json(ticket)
    number = {name: ticket[name] for name in NUMBERS if name in ticket}
    wrong = {**ticket, "priority": ["very"], "category": 7, "requester": {"email": "nobody"}}
    bodies = (whole[: len(whole) // 2], b"[7]", canonical_json(number), canonical_json(wrong))
    for body in bodies:
        yield Sending(ticket, body, key.sign(body), BAD)


def _oversized(ticket: Ticket, key: Key) -> Iterator[Sending]:
    yield _send({**ticket, "description": "x" * TOO_LONG}, key, BAD)


def _bad_signature(ticket: Ticket, key: Key) -> Iterator[Sending]:
    yield _send(ticket, Key(key.key_id, f"not {key.secret}"), UNKNOWN_SENDER)


def _changed(ticket: Ticket, key: Key) -> Iterator[Sending]:
    """Signed properly, and changed on the way."""
    body = canonical_json({**ticket, "description": "Somebody else wrote this."})
    yield Sending(ticket, body, key.sign(canonical_json(ticket)), UNKNOWN_SENDER)


def _unsigned(ticket: Ticket, key: Key) -> Iterator[Sending]:
    yield Sending(ticket, canonical_json(ticket), {}, UNKNOWN_SENDER)


def _unknown_key(ticket: Ticket, key: Key) -> Iterator[Sending]:
    body = canonical_json(ticket)
    headers = {**key.sign(body), KEY_HEADER: f"{key.key_id}-removed"}
    yield Sending(ticket, body, headers, UNKNOWN_SENDER)


def _expired(ticket: Ticket, key: Key) -> Iterator[Sending]:
    """Refused over REST. Over AMQP it is fine: a message may wait in its queue for long."""
    yield _send(ticket, key, UNKNOWN_SENDER, seconds=-2 * SKEW_SECONDS)


def _future(ticket: Ticket, key: Key) -> Iterator[Sending]:
    yield _send(ticket, key, UNKNOWN_SENDER, seconds=2 * SKEW_SECONDS)


def _replayed(ticket: Ticket, key: Key) -> Iterator[Sending]:
    """Recorded, and played again to the byte."""
    first = _send(ticket, key, NEW)
    yield first
    yield Sending(ticket, first.body, first.headers, UNKNOWN_SENDER)


_MISCHIEFS: Final[Mapping[Mischief, Callable[[Ticket, Key], Iterator[Sending]]]] = {
    Mischief.NONE: _none,
    Mischief.DUPLICATE: _duplicate,
    Mischief.REORDERED: _reordered,
    Mischief.MALFORMED: _malformed,
    Mischief.OVERSIZED: _oversized,
    Mischief.BAD_SIGNATURE: _bad_signature,
    Mischief.CHANGED: _changed,
    Mischief.UNSIGNED: _unsigned,
    Mischief.UNKNOWN_KEY: _unknown_key,
    Mischief.EXPIRED: _expired,
    Mischief.FUTURE: _future,
    Mischief.REPLAYED: _replayed,
}
