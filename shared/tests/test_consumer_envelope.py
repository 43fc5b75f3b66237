"""What a partner may write into a queue, and must not end the worker."""

import json

import pytest
from kombu.message import Message

from shared.broker.envelope import envelope_fault

HEADERS = {"task": "tickets.tasks.receive_ticket", "id": "7"}
BODY = [[], {"payload": {}}, {"callbacks": None, "errbacks": None, "chain": None, "chord": None}]


def arrival(body=BODY, headers=HEADERS, content_type="application/json"):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Message(
        body=raw,
        headers=headers,
        content_type=content_type,
        content_encoding="utf-8",
        accept={"application/json"},
    )


def test_a_message_of_any_celery_client_is_accepted():
    assert envelope_fault(arrival()) is None
    assert envelope_fault(arrival([[{}], {}, None])) is None


@pytest.mark.parametrize(
    "message",
    [
        arrival(headers={}),
        arrival(headers=None),
        arrival(headers={"task": HEADERS["task"]}),
        arrival(headers={"task": 7, "id": "7"}),
        arrival(b"{not json"),
        arrival(b"\xff\xfe"),
        arrival([1]),
        arrival({"args": []}),
        arrival([[], 5, {}]),
        arrival([[], {}, {"chain": [{"task": "tts.role.sync"}]}]),
        arrival(b"\x80\x04N.", content_type="application/x-python-serialize"),
    ],
)
def test_anything_else_is_refused_with_a_reason(message):
    assert envelope_fault(message)
