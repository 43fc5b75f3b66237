"""Tickets by plain SQL, for measurements at a size that posting them would take hours to reach."""

from pathlib import Path
from typing import Final

import psycopg

STATEMENTS: Final = Path(__file__).with_suffix(".sql")
SCHEMAS: Final = ("workflow", "ticket", "notification")
AT_ONCE: Final = 100_000


def fill(database: psycopg.Connection[tuple[object, ...]], first: int, last: int) -> None:
    """Write the tickets from number `first` to `last` with all that belongs to them."""
    for start in range(first, last + 1, AT_ONCE):
        end = min(start + AT_ONCE - 1, last)
        numbers = f"CREATE TEMP TABLE filling AS SELECT generate_series({start}, {end}) AS n;"
        with database.transaction():
            database.execute((numbers + STATEMENTS.read_text()).encode())
    # Autovacuum would come to it later; a measurement begins now.
    database.execute("VACUUM (ANALYZE)")
