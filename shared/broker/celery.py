"""A service's Celery application: it consumes what topology names and declares nothing."""

import os

from celery import Celery
from celery.signals import setup_logging
from kombu import Exchange, Queue

from shared.broker.topology import QueueSpec, consumed_by

TIME_LIMIT = 300


def make_worker(service: str) -> Celery:
    """The worker application of `service`; every setting's reason: docs/decisions/0003."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{service}.settings")
    os.environ.setdefault("TTS_DB_POOL", "0")
    from django.conf import settings

    app = Celery(service)
    app.conf.update(
        broker_url=settings.BROKER_URL,
        task_queues=[_queue(name) for spec in consumed_by(service) for name in spec.names],
        **_BROKER,
        **_DELIVERY,
        **_WORKER,
    )
    default = _default(service)
    app.conf.update(task_default_queue=default, task_default_exchange=default)
    app.steps["consumer"].add(_heartbeat_step())
    app.autodiscover_tasks(related_name="handlers")
    return app


def keep_our_logging(**_: object) -> None:
    """Celery leaves logging alone once somebody listens to this signal: settings have set it up."""


setup_logging.connect(keep_our_logging)


def _default(service: str) -> str:
    consumed: tuple[QueueSpec, ...] = consumed_by(service)
    return consumed[0].name


def _queue(name: str) -> Queue:
    # The type is named although nothing is declared: Celery reads it to choose its prefetch mode.
    return Queue(
        name,
        Exchange(name, "topic", durable=True, no_declare=True),
        routing_key="#",
        no_declare=True,
        queue_arguments={"x-queue-type": "quorum"},
    )


def _heartbeat_step() -> type:
    from shared.broker.consumer import HeartbeatStep

    return HeartbeatStep


_BROKER = {
    "broker_heartbeat": 10,
    "broker_connection_timeout": 4,
    "broker_connection_max_retries": None,
    "broker_connection_retry_on_startup": True,
    # Off by default: a consumer time-out would then end the worker.
    "broker_channel_error_retry": True,
    "broker_transport_options": {"confirm_publish": True, "read_timeout": 30, "write_timeout": 10},
    "task_create_missing_queues": False,
    "task_default_exchange_type": "topic",
}
_DELIVERY = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    # By default a task that raises is acknowledged and gone.
    "task_acks_on_failure": False,
    "task_acks_on_timeout": False,
    "task_ignore_result": True,
    "result_backend": None,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_time_limit": TIME_LIMIT,
    "task_soft_time_limit": TIME_LIMIT - 30,
}
_WORKER = {
    # Between tasks Celery would close the database connection; ours are found dead when they are.
    "CELERY_DB_REUSE_MAX": 1_000_000,
    "worker_prefetch_multiplier": 1,
    "worker_consumer": "shared.broker.consumer:Consumer",
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    "worker_send_task_events": False,
    "task_send_sent_event": False,
    # No remote control: the worker's broker user may not create its queues.
    "worker_enable_remote_control": False,
    "worker_soft_shutdown_timeout": 30,
    "worker_max_tasks_per_child": 10_000,
    "worker_max_memory_per_child": 300_000,
    "worker_hijack_root_logger": False,
    "worker_concurrency": int(os.environ.get("TTS_WORKER_CONCURRENCY", "2")),
}
