"""Who works, how often, and until when."""

import random
import threading
import time
from collections.abc import Callable

RETRY_SECONDS = 1.0


class Shift:
    """One load run: while `open` new work begins, until `over` begun work is finished."""

    def __init__(self) -> None:
        self._closed = threading.Event()
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def open(self) -> bool:
        return not self._closed.is_set()

    def hire(self, work: Callable[[], None], *, per_second: float, seed: int) -> None:
        """Call `work` about so often, at irregular moments, until the shift closes."""
        pace = random.Random(seed)  # noqa: S311  repeatable, no secret

        def run() -> None:
            while not self._closed.wait(pace.expovariate(per_second)):
                work()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        self._threads.append(thread)

    def rest(self) -> bool:
        """Wait before another try at the same thing; False when it is to be given up."""
        return not self._over.wait(RETRY_SECONDS)

    def close(self, *, patience: float) -> bool:
        """Begin nothing new; whether all that was begun ended within `patience` seconds."""
        self._closed.set()
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(timeout=max(0.0, deadline - time.monotonic()))
        done = not any(thread.is_alive() for thread in self._threads)
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=30)
        return done
