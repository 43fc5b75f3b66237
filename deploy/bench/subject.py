"""The running TTS that is measured, seen from outside: addresses, database, broker, processes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, LiteralString

import amqp
import psycopg
from psycopg import sql

from deploy.bench.processes import cpu_seconds
from deploy.catalogue import SERVICES, Service
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.broker import Management
from deploy.provisioning.database import DATABASE, Connection, connect
from deploy.provisioning.secret_values import Secrets
from shared.broker.publisher import connect as connect_broker
from shared.broker.topology import INTERNAL, QUEUES, consumed_by

PATIENCE_SECONDS: Final = 60.0
POLL_SECONDS: Final = 0.25
STATISTICS_DELAY_SECONDS: Final = 1.2
Query = LiteralString | sql.Composed
_COUNT: Final = sql.SQL("SELECT count(*) FROM {}")
_DUE: Final = sql.SQL("SELECT count(*) FROM {} WHERE not_before <= now()")
_COUNTED: Final = ("transactions", "inserts", "updates", "deletes", "wal_bytes")
_COUNTERS: Final = """
    SELECT xact_commit, tup_inserted, tup_updated, tup_deleted,
           pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint
      FROM pg_stat_database WHERE datname = current_database()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is measured: minutes at the goal's rate, tickets per round, rounds, …"""

    minutes: float
    count: int
    rounds: int
    backlog: int
    messages: int
    sockets: int
    rows: int


class Subject:
    """The measured instance; whatever reads its database does so beside the services."""

    def __init__(
        self,
        instance: Instance,
        secrets: Secrets,
        extent: Extent,
        tell: Callable[[str], None],
        first_start: float | None = None,
    ) -> None:
        """`first_start`: the seconds it took to make the instance, None when it was there."""
        self.instance = instance
        self.secrets = secrets
        self.extent = extent
        self.tell = tell
        self.first_start = first_start

    def url(self, service: str) -> str:
        return self.instance.service_urls()[service]

    @contextmanager
    def database(self) -> Iterator[Connection]:
        endpoint = native(self.instance).postgres
        with connect(endpoint, self.secrets, DATABASE) as connection:
            yield connection

    @cached_property
    def management(self) -> Management:
        return Management(native(self.instance).management, self.secrets)

    def broker_url(self, vhost: str = INTERNAL) -> str:
        """As the administrator, who may do everything."""
        return native(self.instance).amqp("admin", self.secrets["rabbitmq"]["admin"], vhost)

    def settle(self) -> None:
        """Return when nothing is under way any more; StepFailed when that takes too long."""
        with self.database() as database:
            broker = connect_broker(self.broker_url(), "bench")
            try:
                self._wait_until_quiet(database, broker)
            finally:
                broker.collect()

    def _wait_until_quiet(self, database: Connection, broker: amqp.Connection) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        left, quiet = -1, 0
        # Twice in a row: between an outbox and a queue, or inside a worker, nothing is counted.
        while quiet < 2:
            waiting = _in_outboxes(database) + _in_queues(broker)
            quiet = quiet + 1 if waiting == 0 else 0
            if left < 0 or waiting < left:
                left, deadline = waiting, time.monotonic() + PATIENCE_SECONDS
            if time.monotonic() > deadline:
                raise StepFailed(f"{waiting} messages did not move for {PATIENCE_SECONDS:.0f} s")
            time.sleep(POLL_SECONDS)

    def cpu(self) -> dict[str, float]:
        """CPU seconds used so far, by process."""
        return cpu_seconds(self.instance)

    def counters(self) -> dict[str, int]:
        """What database and broker have done so far."""
        with self.database() as database:
            # The services' own sessions report with a delay of up to a second.
            time.sleep(STATISTICS_DELAY_SECONDS)
            counted = rows(database, _COUNTERS)[0]
            handled = _handled(database)
        return dict(zip(_COUNTED, counted, strict=True)) | {"messages": handled}


def _in_outboxes(database: Connection) -> int:
    return sum(
        number(database, _DUE.format(_table(one, "outbox_outboxmessage"))) for one in SERVICES
    )


def _handled(database: Connection) -> int:
    """Messages, counted once per handler."""
    consumers = [one for one in SERVICES if consumed_by(one.package)]
    tables = [_table(one, "inbox_processedmessage") for one in consumers]
    return sum(number(database, _COUNT.format(table)) for table in tables)


def _table(service: Service, name: str) -> sql.Identifier:
    return sql.Identifier(service.schema, name)


def _in_queues(broker: amqp.Connection) -> int:
    channel = broker.channel()
    names = [name for queue in QUEUES for name in queue.names]
    total = sum(channel.queue_declare(name, passive=True).message_count for name in names)
    channel.close()
    return int(total)


def number(database: Connection, query: Query, *parameters: Any) -> int:
    """The single number that `query` asks for."""
    return int(rows(database, query, *parameters)[0][0])


def rows(database: Connection, query: Query, *parameters: Any) -> list[Any]:
    """All rows; parameters are put in by the client."""
    cursor = psycopg.ClientCursor(database)
    return cursor.execute(query, parameters or None).fetchall()
