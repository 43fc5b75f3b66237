"""Is this container healthy? `health.py URL` asks it, `health.py FILE` looks at a heartbeat's age.

Standard library only: it runs in every container every few seconds.
"""

import sys
import time
import urllib.request
from pathlib import Path

SECONDS = 5
STALE_SECONDS = 30


def healthy(what: str) -> bool:
    if not what.startswith("http"):
        path = Path(what)
        return path.exists() and time.time() - path.stat().st_mtime < STALE_SECONDS
    try:
        with urllib.request.urlopen(what, timeout=SECONDS) as answer:  # noqa: S310  our own URL
            return bool(answer.status < 400)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if healthy(sys.argv[1]) else 1)
