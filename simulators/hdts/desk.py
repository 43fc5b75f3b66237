"""The help desk's own list of the tickets it handed over."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from simulators.hdts.mischief import Mischief, Sending, sendings
from simulators.hdts.samples import Ticket, fresh_tickets, number_of, subject_of
from simulators.hdts.sending import Channel, Handover, HelpDesk
from simulators.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sent (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, number TEXT NOT NULL,
    subject TEXT NOT NULL, category TEXT NOT NULL, fault TEXT NOT NULL, channel TEXT NOT NULL,
    status INTEGER NOT NULL, answer TEXT NOT NULL, as_promised INTEGER NOT NULL
);
"""
KEPT = 2000


class Desk:
    """Hands tickets over through `help_desk` and keeps a list of it."""

    def __init__(self, store: Store, help_desk: HelpDesk) -> None:
        self._store = store
        self.help_desk = help_desk
        store.prepare(_SCHEMA)

    def hand_over(
        self, count: int, mischief: Mischief = Mischief.NONE, channel: Channel = Channel.REST
    ) -> list[dict[str, Any]]:
        """Send `count` fresh tickets; one document per thing sent, with TTS's answer."""
        done = [
            (one, self.help_desk.send(one, channel))
            for ticket in fresh_tickets(count)
            for one in sendings(ticket, mischief, self.help_desk.key)
        ]
        documents = [_document(one, handover, mischief, channel) for one, handover in done]
        self._keep(documents)
        return documents

    def _keep(self, documents: list[dict[str, Any]]) -> None:
        with self._store.transaction() as store:
            store.executemany(
                "INSERT INTO sent (at, number, subject, category, fault, channel, status, answer,"
                " as_promised) VALUES (:at, :number, :subject, :category, :fault, :channel,"
                " :status, :answer, :as_promised)",
                [dict(_columns(document)) for document in documents],
            )
            store.execute("DELETE FROM sent WHERE id <= (SELECT max(id) FROM sent) - ?", [KEPT])

    def newest(self, limit: int) -> list[dict[str, Any]]:
        with self._store.reading() as store:
            rows = store.execute("SELECT * FROM sent ORDER BY id DESC LIMIT ?", [limit]).fetchall()
        return [{**dict(row), "answer": json.loads(row["answer"])} for row in rows]


def _document(
    one: Sending, handover: Handover, mischief: Mischief, channel: Channel
) -> dict[str, Any]:
    """What was sent and what came back.

    Over AMQP nobody answers but the broker, which takes everything; judge the ticket in TTS.
    """
    expected = list(one.expected) if channel is Channel.REST else [202]
    return {
        "ticket": one.ticket,
        "fault": mischief.value,
        "channel": channel.value,
        "status": handover.status,
        "expected": expected,
        "as_promised": handover.status in expected,
        "answer": handover.answer,
    }


def _columns(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    ticket: Ticket = document["ticket"]
    yield "at", datetime.now(UTC).isoformat(timespec="milliseconds")
    yield "number", number_of(ticket)
    yield "subject", subject_of(ticket)
    sub_category = ticket.get("sub_category", ticket.get("subcategory"))
    yield "category", f"{ticket['category']} / {sub_category}"
    yield "answer", json.dumps(document["answer"])
    for name in ("fault", "channel", "status", "as_promised"):
        yield name, document[name]
