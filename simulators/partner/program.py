"""A simulated partner as one process: its pages and endpoint, its queue, its receipts."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.env import env
from simulators import configuration
from simulators.faults.book import FaultBook
from simulators.faults.kinds import OF_HTTP
from simulators.partner import arrivals, receipts
from simulators.partner.arrivals import Arrivals
from simulators.partner.completions import Completions
from simulators.partner.receipts import ReceiptBox, ReceiptSender
from simulators.partner.worker import make_worker, run_worker
from simulators.store import Store
from simulators.web import Answer, Request, Site, json_answer


@dataclass(frozen=True, slots=True)
class Partner:
    """`name` in addresses (`ams`), the queue it reads and the task that arrives there."""

    name: str
    queue: str
    task: str
    port: int


def add_received(site: Site, completions: Completions) -> None:
    """`GET /api/received/?ticket_id=`: what arrived over AMQP, newest first."""

    def received(request: Request) -> Answer:
        return json_answer({"received": completions.listed(request.query.get("ticket_id"))})

    site.add("GET", "/api/received/", received)


def fault_book(store: Store, *operations: str) -> FaultBook:
    """The faults of a partner: those of its endpoint's operations and of its messages."""
    messages = {arrivals.OPERATION: arrivals.KINDS, receipts.OPERATION: receipts.KINDS}
    return FaultBook(store, {**dict.fromkeys(operations, OF_HTTP), **messages})


def run(partner: Partner, site: Site, completions: Completions, book: FaultBook) -> None:
    """Serve until told to stop."""
    box = ReceiptBox(
        url=f"{env('TTS_WORKFLOW_URL')}/integrations/{partner.name}/receipts/",
        key_id=env("TTS_RECEIPT_KEY_ID"),
        secret=env("TTS_RECEIPT_SECRET"),
    )
    sender = ReceiptSender(completions, box, book)
    arriving = Arrivals(completions, book)
    sender.start()

    def receive(payload: Mapping[str, Any]) -> None:
        arriving.receive(payload)
        sender.wake()

    port = configuration.port(partner.name.upper(), partner.port)
    server = site.server(configuration.bind(), port)
    threading.Thread(target=server.serve_forever, name="web", daemon=True).start()
    worker = make_worker(
        broker_url=env("TTS_BROKER_URL"), queue=partner.queue, task=partner.task, receive=receive
    )
    run_worker(worker)
