"""What exists in TTS, read directly: its tables, its queues, its partners' own files."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from psycopg.rows import dict_row

from deploy.catalogue import SERVICES
from deploy.chaos.site import Site
from shared.broker.topology import consumed_by

MAIL_SECONDS: Final = 5.0
Rows = list[dict[str, Any]]
_TASKS: Final = """
    SELECT t.id, t.version, t.status, k.ticket_number AS number
    FROM workflow.tasks_task t JOIN workflow.tickets_workflowticket k ON k.id = t.ticket_id
    WHERE k.ticket_number LIKE %(mark)s
"""
_OF_TASKS: Final = f"""
    WITH run AS ({_TASKS})
    SELECT x.*, run.number FROM run JOIN workflow.{{}} x ON x.task_id = run.id
"""
QUERIES: Final = {
    "desk": "SELECT number, status_version FROM ticket.tickets_ticket WHERE number LIKE %(mark)s",
    "tickets": "SELECT ticket_number AS number, state FROM workflow.tickets_workflowticket"
    " WHERE ticket_number LIKE %(mark)s",
    "tasks": _TASKS,
    "items": _OF_TASKS.format("tasks_taskitem"),
    "events": _OF_TASKS.format("tasks_taskevent"),
    "end_actions": _OF_TASKS.format("external_endaction"),
    "notices": "SELECT * FROM notification.inbox_items_inappnotification"
    " WHERE related_ticket_number LIKE %(mark)s",
    "mails": "SELECT * FROM notification.email_emaildelivery"
    " WHERE related_ticket_number LIKE %(mark)s",
    "comments": "SELECT * FROM messaging.comments_comment WHERE ticket_id LIKE %(mark)s"
    " ORDER BY ticket_id, seq",
    "stream": "SELECT stream, seq FROM messaging.realtime_streamevent"
    " WHERE stream LIKE 'comments:' || %(mark)s OR stream LIKE 'requester-comments:' || %(mark)s"
    " ORDER BY stream, seq",
}


@dataclass(slots=True)
class Reality:
    """Rows of one run's tickets by name of the query, and what stands still somewhere."""

    rows: dict[str, Rows]
    outbox: int
    queued: int
    dead_letters: Rows
    completions: Rows
    mails_taken: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, name: str) -> Rows:
        return self.rows[name]


class Observer:
    """Looks at a site; dead letters from before the first look are not this run's."""

    def __init__(self, site: Site, mark: str) -> None:
        self._site = site
        self._mark = mark
        self._mails: Counter[str] = Counter()
        self._last_mail = 0
        self._counting = threading.Lock()
        self._first_letters = {each["key"] for each in self._dead_letters()}

    def look(self) -> Reality:
        """Everything as it is now. Raises while a part cannot be asked."""
        outbox, queued = self._outbox(), self._queued()
        self._take_mails()
        # Last, so that what stood in an outbox or queue until now has had its effect.
        return Reality(
            rows=self._rows(),
            outbox=outbox,
            queued=queued,
            dead_letters=[r for r in self._dead_letters() if r["key"] not in self._first_letters],
            completions=self._completions(),
            mails_taken=self._mails.copy(),
        )

    def _rows(self) -> dict[str, Rows]:
        mark = {"mark": f"{self._mark}-%"}
        with self._site.database() as connection, connection.cursor(row_factory=dict_row) as cursor:
            # All of one moment.
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return {name: cursor.execute(sql, mark).fetchall() for name, sql in QUERIES.items()}

    def _outbox(self) -> int:
        parts = (f"SELECT count(*) AS n FROM {s.schema}.outbox_outboxmessage" for s in SERVICES)
        with self._site.database() as connection:
            [count] = connection.execute(
                f"SELECT sum(n)::int FROM ({' UNION ALL '.join(parts)}) x".encode()
            ).fetchone() or (0,)
        return int(str(count))

    def _queued(self) -> int:
        """Messages in all queues of all virtual hosts, delivered ones included."""
        return sum(queue.get("messages", 0) for queue in self._site.management().get("queues"))

    def _dead_letters(self) -> Rows:
        services = [s for s in SERVICES if consumed_by(s.package)]
        parts = (
            f"SELECT '{s.name}:' || id AS key, queue, task, code, text"
            f" FROM {s.schema}.dead_letters_deadletter WHERE state = 'open'"
            for s in services
        )
        with self._site.database() as connection, connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(" UNION ALL ".join(parts).encode()).fetchall()

    def _completions(self) -> Rows:
        """What AMS and BMS have acted upon."""
        rows: Rows = []
        for system in ("ams", "bms"):
            sql = "SELECT ticket_id, idempotency_key FROM completion WHERE ticket_id LIKE ?"
            rows += self._simulator(f"{system}.sqlite3", sql, f"{self._mark}-%")
        return rows

    @contextmanager
    def counting_mails(self) -> Iterator[None]:
        """Count the mails as they come: the sink forgets old ones."""
        over = threading.Event()

        def count() -> None:
            while not over.wait(MAIL_SECONDS):
                # Killed like everybody else, it may leave its file locked for a moment.
                with suppress(sqlite3.Error):
                    self._take_mails()

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _take_mails(self) -> None:
        sql = "SELECT id, message_id FROM message WHERE id > ? ORDER BY id"
        with self._counting:
            for row in self._simulator("mail/mails.sqlite3", sql, self._last_mail):
                self._last_mail = row["id"]
                self._mails[row["message_id"].strip("<>").partition("@")[0]] += 1

    def _simulator(self, name: str, sql: str, value: object) -> Rows:
        path: Path = self._site.instance.var / "simulators" / name
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as store:
            store.row_factory = sqlite3.Row
            return [dict(row) for row in store.execute(sql, [value])]
