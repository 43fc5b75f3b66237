"""One attempt at a mail at a time, for exactly as long as the one who makes it lives."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection

BIGINT = 2**63 - 1


@contextmanager
def alone_with(pk: uuid.UUID) -> Iterator[bool]:
    """Whether nobody else attempts this delivery; then nobody does within the block.

    The lock belongs to the connection: PostgreSQL lets go of it when its holder dies, which no
    length of a lease can tell from a mail server that is slow.
    """
    key = pk.int & BIGINT
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        [alone] = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            _let_go(key)


def _let_go(key: int) -> None:
    # With the connection gone, so is the lock.
    with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
