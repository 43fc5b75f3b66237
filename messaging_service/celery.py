"""The worker: consumes REALTIME_EVENTS_QUEUE."""

from shared.broker.celery import make_worker

app = make_worker("messaging_service")
