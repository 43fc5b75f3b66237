"""Messages that no healthy sender sends, or not in that order, or not that often."""

import json
import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import amqp

from deploy.chaos.faults import Chance
from deploy.chaos.site import Site
from deploy.instance import LOOPBACK
from shared.broker.topology import INTERNAL, QUEUES

HANDFUL: Final = 20
PAUSE_SECONDS: Final = 0.05
START_SECONDS: Final = 60.0
MEGABYTE: Final = 1024 * 1024
QUEUE: Final = "TICKET_TASKS_PRODUCTION"
TASK: Final = "tickets.tasks.receive_ticket"


@contextmanager
def channel(site: Site, user: str, vhost: str) -> Iterator[Any]:
    """A channel with confirms, straight to the broker, which may have to start first."""
    connection = _connect(site, user, vhost)
    try:
        opened = connection.channel()
        opened.confirm_select()
        yield opened
    finally:
        connection.collect()


def _connect(site: Site, user: str, vhost: str) -> amqp.Connection:
    deadline = time.monotonic() + START_SECONDS
    while True:
        connection = amqp.Connection(
            f"{LOOPBACK}:{site.instance.ports['RABBITMQ']}",
            userid=user,
            password=site.secrets["rabbitmq"][user],
            virtual_host=vhost,
            connect_timeout=4,
            read_timeout=10,
            write_timeout=30,
        )
        try:
            connection.connect()
        except (OSError, amqp.AMQPError):
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return connection


def duplicate_and_reorder(site: Site, seconds: float, chance: Chance) -> None:
    """Take messages out of the internal queues and put each back twice, in another order."""
    with channel(site, "admin", INTERNAL) as broker:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for queue in QUEUES:
                _meddle(broker, queue.name, chance)
            time.sleep(PAUSE_SECONDS)


def _meddle(broker: Any, queue: str, chance: random.Random) -> None:
    taken = [m for m in (broker.basic_get(queue) for _ in range(HANDFUL)) if m is not None]
    if not taken:
        return
    doubled = taken * 2
    chance.shuffle(doubled)
    for message in doubled:
        again = amqp.Message(message.body, **message.properties)
        # The routing key says who sent it: a partner's message has to stay one.
        broker.basic_publish_confirm(
            again, exchange=queue, routing_key=message.delivery_info["routing_key"]
        )
    for message in taken:
        broker.basic_ack(message.delivery_tag)


def malformed(site: Site, seconds: float, chance: Chance) -> None:
    """HDTS publishes what is no ticket, no task or no text at all, among good tickets."""
    _publish_as_hdts(site, [_envelope(body, task) for body, task in BAD], seconds)


def oversized(site: Site, seconds: float, chance: Chance) -> None:
    """Tickets of several megabytes."""
    _publish_as_hdts(site, [_huge(number) for number in range(HUGE_ONES)], seconds)


def _publish_as_hdts(site: Site, bad: list[amqp.Message], seconds: float) -> None:
    with channel(site, "hdts", "hdts") as broker:
        for message in bad:
            broker.basic_publish_confirm(message, exchange=QUEUE, routing_key=QUEUE)
            time.sleep(seconds / len(bad))


def _envelope(body: bytes, task: str | None) -> amqp.Message:
    headers = {} if task is None else {"task": task, "id": str(uuid.uuid4()), "lang": "py"}
    return amqp.Message(
        body,
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=2,
        application_headers=headers,
    )


def _arguments(payload: Any) -> bytes:
    return json.dumps([[], {"payload": payload}, {}]).encode()


def _huge(number: int) -> amqp.Message:
    ticket = {
        "ticket_id": f"HUGE-{number}",
        "title": "Huge",
        "description": "x" * (4 * MEGABYTE),
        "priority": "low",
        "category": "IT Support",
        "sub_category": "Network",
    }
    return _envelope(_arguments(ticket), TASK)


# Every one of them has to end as a dead letter, and to stop nobody else.
BAD: Final[list[tuple[bytes, str | None]]] = [
    (b"{not json", TASK),
    (b"\xff\xfe\x00" * 500, TASK),
    (b"[1]", TASK),
    (b"", TASK),
    (_arguments({"title": "no number"}), None),
    (_arguments({"title": "\x00", "ticket_id": "NUL"}), TASK),
    (_arguments({"ticket_id": "x" * 500, "priority": "soon"}), TASK),
    (_arguments([]), TASK),
    (_arguments({}), "tickets.tasks.no_such_task"),
    (_arguments({"role": {"id": 1, "name": "Intruder", "system": "TTS"}}), "tts.role.sync"),
    (json.dumps([[], {"payload": {}}, {"callbacks": [{"task": "os.system"}]}]).encode(), TASK),
    (b"[" * 100_000, TASK),
]
HUGE_ONES: Final = 5
