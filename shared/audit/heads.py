"""A seal that somebody noted, as text: `2026-11-21:42:<hash>`."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

FORM: Final = re.compile(r"(\d{4}-\d{2}-\d{2}):(\d{1,9}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    day: date
    seq: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.day}:{self.seq}:{self.hash.hex()}"


def head_of(text: str) -> Head:
    """ValueError unless it is one."""
    found = FORM.fullmatch(text)
    if found is None:
        raise ValueError("must be day:number:hash, as the log and a report give it")
    return Head(date.fromisoformat(found[1]), int(found[2]), bytes.fromhex(found[3]))
