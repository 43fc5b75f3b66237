"""The partner's end of its queue: an ordinary Celery worker in the partner's own virtual host."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from celery import Celery
from celery.exceptions import Reject
from kombu import Exchange, Queue


def make_worker(
    *, broker_url: str, queue: str, task: str, receive: Callable[[Mapping[str, Any]], object]
) -> Celery:
    """A Celery application that hands the keyword arguments of `task` to `receive`."""
    app = Celery(f"simulator of {queue}", broker=broker_url)
    exchange = Exchange(queue, "direct")  # type: ignore[no-untyped-call]
    app.conf.update(
        task_queues=[Queue(queue, exchange, routing_key=queue)],  # type: ignore[no-untyped-call]
        task_default_queue=queue,
        task_acks_late=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_heartbeat=10,
        broker_connection_timeout=4,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_channel_error_retry=True,
    )

    @app.task(name=task, shared=False)  # type: ignore[untyped-decorator]
    def process(**kwargs: Any) -> None:
        try:
            receive(_with_identity(kwargs))
        except sqlite3.OperationalError as error:
            # The disk is full or locked: the message stays the broker's until it can be kept.
            raise Reject(str(error), requeue=True) from error

    return app


def run_worker(app: Celery) -> None:
    """Consume until told to stop, in this thread; a broker that is away is waited for."""
    app.Worker(
        pool="solo",
        loglevel="WARNING",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    ).start()


def _with_identity(kwargs: dict[str, Any]) -> dict[str, Any]:
    """A message without a key or a ticket is still kept, under its content."""
    content = json.dumps(kwargs, sort_keys=True, default=str)
    return {"idempotency_key": content, "ticket_id": "", **kwargs}
