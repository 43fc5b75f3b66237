import signal
import threading
import time
from types import FrameType

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection

from shared.broker.publisher import UNREACHABLE
from shared.heartbeat import Heartbeat
from shared.observability import stored
from shared.outbox.relay import Relay

BUSY_SECONDS = 0.0
IDLE_SECONDS = 0.1
DOWN_SECONDS = 1.0
FOLD_SECONDS = 5.0
log = structlog.get_logger()


class Command(BaseCommand):
    help = "Publish what stands in this service's outbox until told to stop."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        self._stop = threading.Event()
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        heartbeat = Heartbeat(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-relay")
        relay = Relay()
        self._fold_at = 0.0
        while not self._stop.is_set():
            heartbeat.beat()
            self._stop.wait(self._round(relay))
        relay.close()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _round(self, relay: Relay) -> float:
        """One batch; returns how long to rest."""
        try:
            claimed = relay.run_once()
            relay.heartbeat()
            self._fold_counters()
            return BUSY_SECONDS if claimed else IDLE_SECONDS
        except (DatabaseError, InterfaceError, *UNREACHABLE) as error:
            log.warning("relay_waits", error_message=str(error), error_code=type(error).__name__)
            relay.close()
            connection.close()
            return DOWN_SECONDS

    def _fold_counters(self) -> None:
        """Done here because every service has a relay, and it is never busy for long."""
        if time.monotonic() >= self._fold_at:
            stored.fold()
            self._fold_at = time.monotonic() + FOLD_SECONDS
