"""Background processes prove that they live by touching a file; health checks read its age."""

import time
from pathlib import Path

STALE_SECONDS = 30.0


class Heartbeat:
    """Touches `<directory>/<name>`, at most once per second."""

    def __init__(self, directory: Path, name: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._path = directory / name
        self._last = 0.0

    def beat(self) -> None:
        now = time.monotonic()
        if now - self._last >= 1:
            self._path.touch()
            self._last = now


def age_seconds(directory: Path, name: str) -> float | None:
    """Seconds since the last beat, or None when there never was one."""
    try:
        return max(0.0, time.time() - (directory / name).stat().st_mtime)
    except FileNotFoundError:
        return None
