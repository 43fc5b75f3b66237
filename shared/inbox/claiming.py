"""Which of some messages a handler has not had before: claimed in the transaction of the effect."""

import uuid
from collections.abc import Sequence

from django.db import connection

_CLAIM = """
    INSERT INTO inbox_processedmessage (handler, message_id) SELECT %s, unnest(%s::uuid[])
    ON CONFLICT DO NOTHING RETURNING message_id
"""


def claim(handler: str, message_ids: Sequence[uuid.UUID]) -> list[int]:
    """The positions of the messages that are new, each id once.

    Ids are claimed in one order everywhere, so that two workers never wait for each other.
    """
    first = {message_id: n for n, message_id in reversed(list(enumerate(message_ids)))}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [handler, sorted(first)])
        return sorted(first[row[0]] for row in cursor.fetchall())
