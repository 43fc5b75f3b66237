"""Sending what a Celery producer sends, byte for byte, also when it is nonsense."""

import uuid
from collections.abc import Mapping

TIMEOUT_SECONDS = 15


class Unreachable(Exception):
    """The broker did not answer, or did not take the message."""


def publish(
    broker_url: str, queue: str, task: str, kwargs: bytes, headers: Mapping[str, str] | None = None
) -> None:
    """Put a call of `task` with `kwargs` (JSON) into `queue`; returns when the broker has it."""
    # Those who never send do not pay for it.
    from kombu import Connection, Exchange, Queue
    from kombu.exceptions import OperationalError

    identity = str(uuid.uuid4())
    exchange = Exchange(queue, "direct")  # type: ignore[no-untyped-call]
    declared = Queue(queue, exchange, routing_key=queue)  # type: ignore[no-untyped-call]
    try:
        with Connection(  # type: ignore[no-untyped-call]
            broker_url,
            transport_options={"confirm_publish": True},
            connect_timeout=TIMEOUT_SECONDS,
        ) as connection:
            connection.ensure_connection(max_retries=1)
            connection.Producer().publish(
                b"[[], %b, {}]" % kwargs,
                exchange=exchange,
                routing_key=queue,
                declare=[declared],
                headers={"lang": "py", "task": task, "id": identity, **(headers or {})},
                correlation_id=identity,
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
            )
    except (OperationalError, OSError) as error:
        raise Unreachable(f"The broker does not answer ({type(error).__name__})") from error
