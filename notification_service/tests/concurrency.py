"""Real threads on the real database."""

import threading
from collections.abc import Callable

from django.db import connection


def at_once(count: int, work: Callable[[], object]) -> None:
    """Run `work` in `count` threads that start together."""
    barrier = threading.Barrier(count)

    def run() -> None:
        barrier.wait(timeout=10)
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
