"""One attempt at a mail at a time, for exactly as long as the one who makes it lives."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection

BIGINT = 2**63 - 1


@contextmanager
def alone_with(pks: Sequence[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    """Those of the deliveries that nobody else attempts; then nobody does within the block.

    The locks belong to the connection: PostgreSQL lets go of them when their holder dies, which no
    length of a lease can tell from a mail server that is slow.
    """
    keys = {pk.int & BIGINT: pk for pk in pks}
    with connection.cursor() as cursor:
        # Materialised, so that nothing makes the planner ask for a lock twice.
        cursor.execute(
            "WITH asked AS MATERIALIZED"
            " (SELECT key, pg_try_advisory_lock(key) AS got FROM unnest(%s::bigint[]) AS key)"
            " SELECT key FROM asked WHERE got",
            [list(keys)],
        )
        held = [key for (key,) in cursor.fetchall()]
    try:
        yield [keys[key] for key in held]
    finally:
        if held:
            _let_go(held)


def _let_go(keys: list[int]) -> None:
    # With the connection gone, so are the locks.
    with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(key) FROM unnest(%s::bigint[]) AS key", [keys])
