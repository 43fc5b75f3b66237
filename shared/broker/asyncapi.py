"""Our messages as an AsyncAPI 3 document: `python -m shared.broker.asyncapi`."""

import sys
from typing import Any

import yaml

from shared.broker.topology import OUTGOING, QUEUES, QueueSpec, queue_named
from shared.contracts.base import Message
from shared.contracts.catalogue import MESSAGES

DESCRIPTION = (
    "Every message is a Celery task message (protocol 2, JSON). `payload` below is the task's"
    " keyword arguments. Partners send to and receive from a virtual host of their own."
)


def document() -> dict[str, Any]:
    """Channels are queues, operations say who receives, messages carry their JSON Schema."""
    used = {message.QUEUE for message in MESSAGES}
    specs = [spec for spec in (*QUEUES, *OUTGOING) if spec.name in used]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "TTS messages", "version": "1.0.0", "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "channels": {spec.name: _channel(spec) for spec in specs},
        "operations": {f"receive_{spec.name}": _operation(spec) for spec in specs},
        "components": {"messages": {message.TASK: _message(message) for message in MESSAGES}},
    }


def _channel(spec: QueueSpec) -> dict[str, Any]:
    tasks = [message.TASK for message in MESSAGES if queue_named(message.QUEUE) == spec]
    alias = f" Also consumed: {', '.join(spec.aliases)}." if spec.aliases else ""
    return {
        "address": spec.name,
        "description": f"Written by {', '.join(spec.producers)}; {spec.retries} retries.{alias}",
        "messages": {task: {"$ref": f"#/components/messages/{task}"} for task in tasks},
    }


def _operation(spec: QueueSpec) -> dict[str, Any]:
    summary = f"{spec.consumer} consumes {spec.name}"
    channel = {"$ref": f"#/channels/{spec.name}"}
    return {"action": "receive", "channel": channel, "summary": summary}


def _message(message: type[Message]) -> dict[str, Any]:
    schema = {k: v for k, v in message.schema().items() if k != "$schema"}
    return {"name": message.TASK, "title": schema["title"], "payload": schema}


def text() -> str:
    return yaml.safe_dump(document(), sort_keys=False, allow_unicode=True, width=100)


if __name__ == "__main__":
    sys.stdout.write(text())
