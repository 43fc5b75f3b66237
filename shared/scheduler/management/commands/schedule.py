import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.module_loading import import_string

from shared import context
from shared.heartbeat import Heartbeat

TICK_SECONDS = 0.5
log = structlog.get_logger()


class Command(BaseCommand):
    help = "Run the functions of settings.SCHEDULE at their intervals until told to stop."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        stop = threading.Event()

        def on_signal(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        heartbeat = Heartbeat(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-schedule")
        jobs = [Job(path, seconds) for path, seconds in settings.SCHEDULE.items()]
        while not stop.wait(TICK_SECONDS):
            heartbeat.beat()
            for job in jobs:
                job.run_if_due()


class Job:
    """One periodic function. Its failure is logged and does not stop the others.

    The jobs share a connection: opening one for each, a few every second, cost more than most jobs.
    """

    def __init__(self, path: str, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._run: Callable[[], object] = import_string(path)
        self._due = time.monotonic()

    def run_if_due(self) -> None:
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + self._seconds
        # From here on it is looked at before use: the database may have been started anew.
        connection.close_if_unusable_or_obsolete()
        with context.bind_correlation():
            try:
                self._run()
            except Exception:
                # Process boundary: the next run tries again, the other jobs go on.
                log.exception("scheduled_job_failed", operation=self._path)
                # With it goes what a job that broke off may hold: its transaction, its locks.
                connection.close()
