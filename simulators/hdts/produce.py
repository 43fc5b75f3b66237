"""`python -m simulators.hdts.produce`: the help desk as an ordinary Celery producer.

It needs nothing of TTS but the address of the help desk's virtual host:
TTS_BROKER_URL=amqp://hdts:<password>@<host>/hdts. With TTS_HDTS_KEY_ID and TTS_HDTS_SECRET the
messages are signed, which TTS demands in production.
"""

import argparse
import os
import time
from collections.abc import Iterable

from celery import Celery

from shared.env import env
from shared.identity.signatures import canonical_json, signed_headers
from simulators.hdts.samples import Ticket, fresh_tickets, number_of
from simulators.hdts.sending import QUEUE, TASK


def produce(
    tickets: Iterable[Ticket], *, broker_url: str, key_id: str = "", secret: str = ""
) -> list[str]:
    """Send each ticket, awaiting the broker's confirmation; returns their numbers."""
    app = Celery("help desk", broker=broker_url)
    app.conf.broker_transport_options = {"confirm_publish": True}
    sent = []
    with app:
        for ticket in tickets:
            headers = _signature(ticket, key_id, secret) if secret else {}
            app.send_task(TASK, kwargs={"ticket_data": ticket}, queue=QUEUE, headers=headers)
            sent.append(number_of(ticket))
    return sent


def _signature(ticket: Ticket, key_id: str, secret: str) -> dict[str, str]:
    return signed_headers(key_id, secret, int(time.time()), canonical_json(ticket))


def main() -> None:
    parser = argparse.ArgumentParser(description="Send sample tickets over AMQP.")
    parser.add_argument("--count", type=int, default=3)
    count = parser.parse_args().count
    numbers = produce(
        fresh_tickets(count),
        broker_url=env("TTS_BROKER_URL"),
        key_id=os.environ.get("TTS_HDTS_KEY_ID", ""),
        secret=os.environ.get("TTS_HDTS_SECRET", ""),
    )
    print("\n".join(numbers))


if __name__ == "__main__":
    main()
