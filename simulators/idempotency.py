"""A question asked again under its key gets its first answer again."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, Final

from simulators.store import Store
from simulators.web import Headers, Refused

NAMES: Final = ("X-Idempotency-Key", "Idempotency-Key")
CONFLICT: Final = "IDEMPOTENCY_CONFLICT"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answered (
    operation TEXT NOT NULL, key TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (operation, key)
);
"""

Document = dict[str, Any]


def remember_answers(store: Store) -> None:
    """Make `store` able to remember what `once` answered."""
    store.prepare(_SCHEMA)


def key_of(headers: Mapping[str, str]) -> str | None:
    return next((headers[name] for name in NAMES if headers.get(name)), None)


def forgetful(headers: Mapping[str, str]) -> Headers:
    """The same headers without a key."""
    keys = {name.lower() for name in NAMES}
    return Headers({name: text for name, text in headers.items() if name.lower() not in keys})


def once(
    store: sqlite3.Connection,
    operation: str,
    key: str | None,
    question: Mapping[str, Any],
    act: Callable[[], Document],
) -> tuple[Document, bool]:
    """(the answer, whether it is that of an earlier call), in the caller's transaction.

    Refused(409) when the key came with another question. What `act` refuses is not remembered:
    it may be possible next time.
    """
    if key is None:
        return act(), False
    asked = fingerprint(question)
    known = store.execute(
        "SELECT question, answer FROM answered WHERE operation = ? AND key = ?", [operation, key]
    ).fetchone()
    if known is None:
        answer = act()
        values = [operation, key, asked, json.dumps(answer)]
        store.execute("INSERT INTO answered VALUES (?, ?, ?, ?)", values)
        return answer, False
    if known["question"] != asked:
        raise Refused(409, "This idempotency key came with another request", code=CONFLICT)
    return json.loads(known["answer"]), True


def fingerprint(question: Mapping[str, Any]) -> str:
    """Equal for equal JSON, however it is written."""
    text = json.dumps(question, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
