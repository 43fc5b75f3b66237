import os
import signal
import threading
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand

from shared.heartbeat import Heartbeat
from shared.inbox.lane import Lane
from shared.inbox.loading import load_handlers
from shared.inbox.plan import lanes_of

WATCH_SECONDS = 2.0
STOP_SECONDS = 30.0
# Every call that a handler makes has a shorter time-out of its own.
STUCK_SECONDS = 300.0
MAX_MEMORY_BYTES = 500 * 2**20
EX_SOFTWARE = 70
log = structlog.get_logger()


class Command(BaseCommand):
    help = "Handle what arrives in this service's queues until told to stop."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        self._stop = threading.Event()
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        load_handlers()
        lanes = [Lane(plan, self._stop) for plan in lanes_of(settings.SERVICE)]
        for lane in lanes:
            lane.start()
        self._watch(lanes)
        for lane in lanes:
            lane.join(STOP_SECONDS)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _watch(self, lanes: list[Lane]) -> None:
        heartbeat = Heartbeat(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-worker")
        while not self._stop.wait(WATCH_SECONDS):
            for lane in lanes:
                lane.keep_alive()
                _require_progress(lane)
            if all(lane.connected for lane in lanes):
                heartbeat.beat()
            if _memory_bytes() > MAX_MEMORY_BYTES:
                log.warning("worker_renewed", memory_bytes=_memory_bytes())
                self._stop.set()


def _require_progress(lane: Lane) -> None:
    """End the process when a lane hangs or has died: the supervisor starts a new one, the broker
    delivers again, and a message that hangs every time ends as a dead letter.
    """
    if not lane.is_alive() or lane.busy_seconds > STUCK_SECONDS:
        log.critical("lane_stuck", lane=lane.name, alive=lane.is_alive())
        os._exit(EX_SOFTWARE)


def _memory_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
