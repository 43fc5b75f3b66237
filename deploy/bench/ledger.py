"""What was sent, kept apart from TTS, and what became of it, read from the databases."""

import secrets as random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from deploy.bench.subject import PATIENCE_SECONDS, POLL_SECONDS, Subject, number, rows
from deploy.provisioning.database import Connection

_ARRIVED: Final = """
    SELECT count(DISTINCT related_ticket_number) FROM notification.inbox_items_inappnotification
     WHERE notification_type = 'task_assignment' AND starts_with(related_ticket_number, %s)
"""
_ASSIGNED: Final = """
    SELECT ticket_number, extract(epoch FROM min(assigned_at))::float8, count(DISTINCT task.id)
      FROM workflow.tickets_workflowticket ticket
      JOIN workflow.tasks_task task ON task.ticket_id = ticket.id
      JOIN workflow.tasks_taskitem item ON item.task_id = task.id
     WHERE assigned_at IS NOT NULL AND starts_with(ticket_number, %s) GROUP BY 1
"""
_NOTIFIED: Final = """
    SELECT related_ticket_number, extract(epoch FROM min(created_at))::float8, count(*)
      FROM notification.inbox_items_inappnotification
     WHERE notification_type = 'task_assignment' AND starts_with(related_ticket_number, %s)
     GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When each ticket was assigned and its assignee's notice stored; times since the epoch."""

    assigned: dict[str, float]
    notified: dict[str, float]
    lost: int
    duplicated: int


@dataclass(slots=True)
class Ledger:
    """The tickets of one round, by a mark that no other round has."""

    mark: str = field(default_factory=lambda: f"BENCH-{random.token_hex(4).upper()}-")
    # Number → when it was due to be sent.
    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    refused: Counter[int] = field(default_factory=Counter)

    @property
    def started(self) -> float:
        return min(self.sent.values())

    def number(self, index: int) -> str:
        return f"{self.mark}{index:06d}"

    def note(self, number: str, status: int) -> None:
        if status in (200, 201):
            self.acknowledged.add(number)
        else:
            self.refused[status] += 1

    def wait(self, subject: Subject) -> None:
        """Until a notice exists for all, or no further one has appeared for as long as allowed."""
        with subject.database() as database:
            arrived, changed = -1, time.monotonic()
            while arrived < len(self.acknowledged):
                now = number(database, _ARRIVED, self.mark)
                if now != arrived:
                    arrived, changed = now, time.monotonic()
                elif time.monotonic() - changed > PATIENCE_SECONDS:
                    return
                time.sleep(POLL_SECONDS)

    def compare(self, subject: Subject) -> Arrivals:
        """Lost: acknowledged, but not assigned or not told. Duplicated: more than once."""
        with subject.database() as database:
            assigned, twice_assigned = _times(database, _ASSIGNED, self.mark)
            notified, twice_notified = _times(database, _NOTIFIED, self.mark)
        arrived = assigned.keys() & notified.keys()
        return Arrivals(
            assigned=assigned,
            notified=notified,
            lost=len(self.acknowledged - arrived),
            duplicated=len(twice_assigned | twice_notified),
        )


def _times(database: Connection, query: str, mark: str) -> tuple[dict[str, float], set[str]]:
    found = rows(database, query, mark)
    return {number: at for number, at, _ in found}, {number for number, _, n in found if n > 1}
