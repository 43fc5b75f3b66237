"""Celery's consumer, hardened against senders who may write anything."""

from collections.abc import Callable
from typing import Any

import structlog
from celery import bootsteps
from celery.worker.consumer import Consumer as CeleryConsumer
from celery.worker.consumer.delayed_delivery import DelayedDelivery
from django.conf import settings
from kombu.exceptions import ContentDisallowed, KombuError

from shared.heartbeat import Heartbeat

HEARTBEAT_SECONDS = 5.0
log = structlog.get_logger()

# Celery would create 28 queues for delayed delivery. Delays live in the outbox instead.
DelayedDelivery.include_if = lambda *_: False


# Celery would hold a delayed message in memory, drop an expired one, and let the sender choose how
# long a task may run. None of it is a sender's affair here.
SENDER_HAS_NO_SAY = ("eta", "expires", "timelimit")


class Consumer(CeleryConsumer):
    """Rejects what is no Celery message, where Celery acknowledges it or stumbles.

    The queue's policy then moves the message to its dead letter queue.
    """

    def create_task_handler(self, *args: Any, **kwargs: Any) -> Callable[[Any], None]:
        receive = super().create_task_handler(*args, **kwargs)

        def receive_well_formed(message: Any) -> None:
            if fault := envelope_fault(message):
                log.error("message_refused", error_message=fault)
                message.reject_log_error(log, self.connection_errors)
                return
            message.headers.update(dict.fromkeys(SENDER_HAS_NO_SAY))
            receive(message)

        return receive_well_formed

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        log.error("message_unreadable", error_message=str(exc), content_type=message.content_type)
        message.reject_log_error(log, self.connection_errors)


def envelope_fault(message: Any) -> str | None:
    """Why this is no message of Celery's protocol 2, or None.

    Celery's worker ends on a body of another shape, and runs whatever follow-up tasks the sender
    attached, under the worker's own rights.
    """
    headers = message.headers or {}
    if not all(isinstance(headers.get(name), str) for name in ("task", "id")):
        return "the headers task and id are missing"
    try:
        body = message.payload
    except (KombuError, ContentDisallowed, ValueError, LookupError) as error:
        return f"the body cannot be read: {error}"
    match body:
        case [list(), dict(), dict() as embed] if not any(embed.values()):
            return None
        case [list(), dict(), None]:
            return None
    return "the body must be [args, kwargs, {}] without follow-up tasks"


class HeartbeatStep(bootsteps.StartStopStep):
    """Proves while the consumer runs that this worker is alive and connected."""

    requires = {"celery.worker.consumer.connection:Connection"}

    def start(self, parent: Any) -> None:
        heartbeat = Heartbeat(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-worker")
        self._timer = parent.timer.call_repeatedly(HEARTBEAT_SECONDS, heartbeat.beat)
        heartbeat.beat()

    def stop(self, parent: Any) -> None:
        if timer := getattr(self, "_timer", None):
            timer.cancel()
