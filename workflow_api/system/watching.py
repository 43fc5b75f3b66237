"""Which parts are degraded, remembered for a few seconds by each web process.

Kept in memory on purpose: what would store it elsewhere is among the parts that may be away.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from workflow_api.system.judging import Trouble, troubles
from workflow_api.system.probes import Found, look
from workflow_api.system.words import words_for

FRESH_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Incident:
    """One degraded part as people are told of it; `detail` is for admins."""

    part: str
    since: datetime
    effect: str
    delayed_by_seconds: int | None
    still_works: str
    detail: str


class Watch:
    """Thread-safe. One thread looks while the others are given what was found last."""

    def __init__(self, look: Callable[[], Mapping[str, Found]] = look) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._incidents: dict[str, Incident] | None = None
        self._at = float("-inf")

    def incidents(self) -> list[Incident]:
        """What is degraded now, the worst first."""
        if self._is_old() and self._lock.acquire(blocking=self._incidents is None):
            try:
                if self._is_old():
                    self._refresh()
            finally:
                self._lock.release()
        return list((self._incidents or {}).values())

    def _is_old(self) -> bool:
        return time.monotonic() - self._at > FRESH_SECONDS

    def _refresh(self) -> None:
        before = self._incidents or {}
        self._incidents = _told(troubles(self._look()), before, timezone.now())
        self._at = time.monotonic()


def _told(
    found: Iterable[Trouble], before: Mapping[str, Incident], now: datetime
) -> dict[str, Incident]:
    """One incident per part; one that lasts keeps its beginning."""
    told: dict[str, Incident] = {}
    for each in found:
        if each.part not in told:
            told[each.part] = _incident(each, before.get(each.part), now)
    return told


def _incident(trouble: Trouble, before: Incident | None, now: datetime) -> Incident:
    words = words_for(trouble.part)
    began = trouble.since or now - timedelta(seconds=trouble.delay or 0)
    return Incident(
        part=trouble.part,
        since=min(began, before.since) if before else began,
        effect=words.effect,
        delayed_by_seconds=None if trouble.delay is None else round(trouble.delay),
        still_works=words.still_works,
        detail=trouble.detail,
    )


watch = Watch()
