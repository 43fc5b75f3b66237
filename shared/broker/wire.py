"""Celery's protocol 2 on the wire: any Celery worker can run what is built here."""

import json
from collections.abc import Mapping
from typing import Any

import amqp

_EMBED = json.dumps({"callbacks": None, "errbacks": None, "chain": None, "chord": None})


def celery_message(
    *, task: str, message_id: str, kwargs: str, headers: Mapping[str, Any]
) -> amqp.Message:
    """A persistent message that runs `task` with `kwargs` (JSON); the task id is the message id."""
    return amqp.Message(
        f"[[], {kwargs}, {_EMBED}]".encode(),
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=2,
        correlation_id=message_id,
        message_id=message_id,
        application_headers={
            **{name: value for name, value in headers.items() if value is not None},
            "lang": "py",
            "task": task,
            "id": message_id,
            "root_id": message_id,
            "parent_id": None,
            "group": None,
            "retries": 0,
            "eta": None,
            "expires": None,
            "ignore_result": True,
        },
    )
