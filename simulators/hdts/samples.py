"""Tickets as the help desk would send them: the samples of test-data under fresh numbers."""

import itertools
import json
import secrets
from pathlib import Path
from typing import Any

from shared.env import env

SAMPLES = Path(__file__).parents[2] / "test-data" / "hdts-tickets.json"
NUMBERS = ("ticket_id", "ticket_number", "original_ticket_id")
# A ticket submitted weeks ago would arrive with its SLA used up.
TIMES = ("created_at", "submitted_at")

Ticket = dict[str, Any]


def fresh_tickets(count: int) -> list[Ticket]:
    """`count` tickets that TTS has never seen, over all categories and both documented shapes."""
    path = Path(env("TTS_HDTS_TICKETS", str(SAMPLES)))
    samples = [row["ticket"] for row in json.loads(path.read_text())["tickets"]]
    run = secrets.token_hex(3).upper()
    # Runs of one ticket each should not all send the first sample.
    chosen = itertools.cycle(secrets.SystemRandom().sample(samples, len(samples)))
    return [_fresh(next(chosen), f"HDTS-{run}-{n:04d}") for n in range(1, count + 1)]


def number_of(ticket: Ticket) -> str:
    """The help desk's own number of a ticket."""
    return str(next(ticket[name] for name in NUMBERS if name in ticket))


def subject_of(ticket: Ticket) -> str:
    return str(ticket.get("title") or ticket.get("subject") or "")


def _fresh(sample: Ticket, number: str) -> Ticket:
    name = next(name for name in NUMBERS if name in sample)
    return {**{k: v for k, v in sample.items() if k not in TIMES}, name: number}
