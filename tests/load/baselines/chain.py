"""Celery tasks that do nothing: as many hops as a ticket makes on the broker, nothing else.

The guarantees are those of TTS (quorum queues, confirmed publishing, late acknowledgement), and
everything else is Celery as it comes. A finished chain is one byte at the end of a file: whatever
counts more cleverly costs more.
"""

import os
from typing import Final

from celery import Celery
from kombu import Exchange, Queue

HOPS: Final = ("bench.first", "bench.second")


def make_app(broker_url: str) -> Celery:
    """The application of both sides, the workers' and the sender's."""
    app = Celery("chain", broker=broker_url)
    app.conf.update(
        task_queues=[_queue(name) for name in HOPS],
        task_routes={name: {"queue": name} for name in HOPS},
        broker_transport_options={"confirm_publish": True},
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
    )
    return app


def _queue(name: str) -> Queue:
    return Queue(name, Exchange(name), routing_key=name, queue_arguments={"x-queue-type": "quorum"})


app = make_app(os.environ.get("BENCH_BROKER_URL", ""))


@app.task(name=HOPS[0])  # type: ignore[untyped-decorator]
def first(number: int) -> None:
    app.send_task(HOPS[1], (number,))


@app.task(name=HOPS[1])  # type: ignore[untyped-decorator]
def second(number: int) -> None:
    descriptor = os.open(os.environ["BENCH_FINISHED"], os.O_WRONLY | os.O_APPEND)
    os.write(descriptor, b".")
    os.close(descriptor)
