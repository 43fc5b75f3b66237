"""How a seal follows from the seal before it and the row it is about. Plain functions."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

BEGINNING: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class Link:
    """One seal."""

    day: date
    seq: int
    event: int
    hash: bytes
    previous: bytes


def seal_hash(previous: bytes, day: date, seq: int, event: int, digest: bytes) -> bytes:
    """What the seal of a row with this digest must be."""
    place = f"{day.isoformat()}:{seq}:{event}:".encode()
    return hashlib.sha256(previous + place + digest).digest()


def continued(
    rows: Iterable[tuple[int, bytes]], *, day: date, seq: int, previous: bytes
) -> Iterator[Link]:
    """Seals for (event, digest), in their order, after the seal `seq` of `day` with this hash."""
    for event, digest in rows:
        seq += 1
        made = seal_hash(previous, day, seq, event, digest)
        yield Link(day, seq, event, made, previous)
        previous = made
