"""A virtual host of the measurement's own, so that no queue of TTS sees its messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from deploy.bench.subject import Subject

NAME: Final = "bench"


@contextmanager
def own_vhost(subject: Subject) -> Iterator[str]:
    """Its AMQP address; it disappears with everything in it."""
    broker = subject.management
    broker.delete("vhosts", NAME)
    broker.put("vhosts", NAME, body={})
    try:
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        broker.put("permissions", NAME, "admin", body=everything)
        yield subject.broker_url(NAME)
    finally:
        broker.delete("vhosts", NAME)
