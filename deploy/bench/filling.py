"""Tickets by plain SQL, for measurements at a size that posting them would take hours to reach."""

import time
from pathlib import Path
from typing import Final

import psycopg

from deploy.failure import StepFailed

STATEMENTS: Final = Path(__file__).with_suffix(".sql")
SCHEMAS: Final = ("workflow", "ticket", "notification")
AT_ONCE: Final = 100_000
SEALING_SECONDS: Final = 900.0
POLL_SECONDS: Final = 1.0


def fill(database: psycopg.Connection[tuple[object, ...]], first: int, last: int) -> None:
    """Write the tickets from number `first` to `last` with all that belongs to them."""
    for start in range(first, last + 1, AT_ONCE):
        end = min(start + AT_ONCE - 1, last)
        numbers = f"CREATE TEMP TABLE filling AS SELECT generate_series({start}, {end}) AS n;"
        with database.transaction():
            # Triggers name their tables as the services do, without a schema.
            database.execute("SET LOCAL search_path = workflow")
            database.execute((numbers + STATEMENTS.read_text()).encode())
    _wait_for_seals(database)
    # Autovacuum would come to it later; a measurement begins now.
    database.execute("VACUUM (ANALYZE)")


def _wait_for_seals(database: psycopg.Connection[tuple[object, ...]]) -> None:
    """Return when the audit of it is sealed, so that nothing else works during a measurement."""
    deadline = time.monotonic() + SEALING_SECONDS
    while database.execute("SELECT 1 FROM workflow.audit_unsealed LIMIT 1").fetchone():
        if time.monotonic() > deadline:
            raise StepFailed(f"the audit was not sealed within {SEALING_SECONDS:.0f} s")
        time.sleep(POLL_SECONDS)
