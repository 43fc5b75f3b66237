"""The load generator's own record of what it sent and what it was answered.

Append-only, one JSON line each, flushed before anything else happens: what TTS has acknowledged is
known from here alone, never from TTS.
"""

import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TICKET, TRANSITION, COMMENT = "ticket", "transition", "comment"
NO_ANSWER = 0


@dataclass(slots=True)
class Entry:
    """One thing asked of TTS, however often it was sent; `status` is the best answer so far."""

    kind: str
    key: str
    facts: dict[str, Any]
    sent_at: float
    attempts: int = 0
    status: int = NO_ANSWER
    answered_at: float = 0.0
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300

    @property
    def settled(self) -> bool:
        """Whether sending it again is pointless: done, or refused for good."""
        return self.acknowledged or (400 <= self.status < 500 and self.status not in (401, 429))


class Ledger:
    """Entries by kind and key; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a")
        self._lock = threading.Lock()
        self._entries: dict[tuple[str, str], Entry] = {}

    def sent(self, kind: str, key: str, **facts: Any) -> Entry:
        """Note an attempt, before it is made."""
        with self._lock:
            entry = self._entries.get((kind, key))
            if entry is None:
                entry = self._entries[kind, key] = Entry(kind, key, facts, time.time())
            entry.attempts += 1
            self._write("sent", entry, facts)
        return entry

    def answered(self, entry: Entry, status: int, **answer: Any) -> None:
        """Note what came back; `status` as in HTTP, NO_ANSWER when nothing came."""
        with self._lock:
            self._write("answered", entry, {"status": status, **answer})
            if not entry.acknowledged:
                entry.status, entry.answer, entry.answered_at = status, answer, time.time()

    def entries(self, kind: str) -> list[Entry]:
        with self._lock:
            return [entry for (its, _), entry in self._entries.items() if its == kind]

    def acknowledged(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries(kind) if entry.acknowledged]

    def close(self) -> None:
        self._file.close()

    def _write(self, event: str, entry: Entry, facts: dict[str, Any]) -> None:
        line = {"at": time.time(), "event": event, "kind": entry.kind, "key": entry.key, **facts}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
