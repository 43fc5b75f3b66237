"""The help desk: hands each ticket over until it is acknowledged, and some of them again."""

import itertools
import random
import time
from collections.abc import Mapping
from typing import Any, Final

import amqp
from celery import Celery
from kombu.exceptions import KombuError

from deploy.chaos.ledger import NO_ANSWER, TICKET, Ledger
from deploy.chaos.load.http import Client
from deploy.chaos.load.pacing import Shift
from shared.identity.signatures import canonical_json, signed_headers

REQUESTER: Final = "ana.cruz"
AGAIN: Final = 0.1
QUEUE: Final = "TICKET_TASKS_PRODUCTION"
TASK: Final = "tickets.tasks.receive_ticket"
# With these the broker's silence is an error in the end (py-amqp would wait for ever).
PATIENCE: Final = {"confirm_publish": True, "read_timeout": 5, "write_timeout": 5}
_ASSET: Final = {"asset_name": "ThinkPad T14", "serial_number": "PF-3K77", "asset_id": "ASSET-789"}
_BUDGET: Final = {"requested_budget": "4200.00", "cost_items": {"licences": "4200.00"}}
KINDS: Final[list[tuple[str, str, dict[str, Any]]]] = [
    ("IT Support", "Network", {}),
    ("Asset", "Check-in", _ASSET),
    ("Budget", "Proposal", _BUDGET),
    ("IT Support", "Access", {}),
]


class Writer:
    """Makes tickets whose numbers carry the mark of this run."""

    def __init__(self, mark: str, seed: int) -> None:
        self.mark = mark
        self._count = itertools.count(1)
        self._chance = random.Random(seed)  # noqa: S311  repeatable, no secret

    def ticket(self) -> dict[str, Any]:
        category, sub_category, more = self._chance.choice(KINDS)
        number = f"{self.mark}-{next(self._count):05d}"
        return {
            "ticket_id": number,
            "title": f"{sub_category} {number}",
            "description": "Written by ./tts chaos",
            "priority": self._chance.choice(["low", "medium", "high", "urgent"]),
            "category": category,
            "sub_category": sub_category,
            "requester_email": f"{REQUESTER}@example.com",
            "requester_name": "Ana Cruz",
            **more,
        }

    def sends_again(self) -> bool:
        """Whether an acknowledged ticket is sent once more, as senders do that are not sure."""
        return self._chance.random() < AGAIN


class HttpDesk:
    """Signed tickets over REST."""

    def __init__(
        self, writer: Writer, urls: Mapping[str, str], key: Mapping[str, str], ledger: Ledger
    ) -> None:
        self._writer = writer
        self._client = Client(urls)
        self._key = key
        self._ledger = ledger

    def send(self, shift: Shift) -> None:
        """Hand one ticket over, however long it takes."""
        ticket = self._writer.ticket()
        for attempt in itertools.count():
            if self._attempt(ticket, attempt):
                break
            if not shift.rest():
                return
        if self._writer.sends_again():
            self._attempt(ticket, attempt + 1)

    def _attempt(self, ticket: dict[str, Any], attempt: int) -> bool:
        entry = self._ledger.sent(TICKET, ticket["ticket_id"], way="http")
        # The same bytes signed in the same second would be a replay.
        moment = int(time.time()) + attempt % 200
        answer = self._client.post_signed("ticket", "/send/", ticket, key=self._key, moment=moment)
        self._ledger.answered(entry, answer.status, number=answer.body.get("ticket_number"))
        return entry.settled


class AmqpDesk:
    """Tickets by a plain Celery client that knows nothing but its own virtual host."""

    def __init__(self, writer: Writer, url: str, key: Mapping[str, str], ledger: Ledger) -> None:
        self._writer = writer
        self._key = key
        self._ledger = ledger
        self._app = Celery(broker=url)
        self._app.conf.update(
            broker_connection_timeout=4, broker_transport_options=PATIENCE, task_publish_retry=False
        )

    def send(self, shift: Shift) -> None:
        """Publish one ticket until the broker has confirmed it."""
        ticket = self._writer.ticket()
        while not self._attempt(ticket):
            if not shift.rest():
                return
        if self._writer.sends_again():
            self._attempt(ticket)

    def _attempt(self, ticket: dict[str, Any]) -> bool:
        entry = self._ledger.sent(TICKET, ticket["ticket_id"], way="amqp")
        try:
            self._publish(ticket)
        except (KombuError, amqp.AMQPError, OSError) as error:
            self._ledger.answered(entry, NO_ANSWER, why=str(error))
            return False
        self._ledger.answered(entry, 200, number=ticket["ticket_id"])
        return True

    def _publish(self, ticket: dict[str, Any]) -> None:
        key_id, secret = self._key["key_id"], self._key["secret"]
        headers = signed_headers(key_id, secret, int(time.time()), canonical_json(ticket))
        self._app.send_task(TASK, kwargs={"payload": ticket}, queue=QUEUE, headers=headers)
