"""Processes die without a word."""

import os
import signal
import time
from contextlib import suppress

from deploy.catalogue import SERVICES, SIMULATORS
from deploy.chaos.faults import Chance, Fault
from deploy.chaos.site import Site

# Between two deaths: long enough for some work, too short for everybody to have recovered.
PAUSE = (1.0, 4.0)
OURS = [f"{service.name}-{kind}" for service in SERVICES for kind in service.kinds]
MORTALS = [*OURS, *(f"simulator-{name}" for name in SIMULATORS if name != "hdts")]
WORKERS = [f"{service.name}-worker" for service in SERVICES if "worker" in service.kinds]


def kill_at_random(site: Site, seconds: float, chance: Chance) -> None:
    """Kill -9 each process at least once if time allows, in random order, again and again."""
    deadline = time.monotonic() + seconds
    while True:
        for name in chance.sample(MORTALS, len(MORTALS)):
            site.signal(name, signal.SIGKILL)
            time.sleep(chance.uniform(*PAUSE))
            if time.monotonic() > deadline:
                return


def kill_worker_children(site: Site, seconds: float, chance: Chance) -> None:
    """What the kernel does when memory ends: a worker's child is gone in the middle of its task."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        children = site.children(chance.choice(WORKERS))
        if children:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(children), signal.SIGKILL)
        time.sleep(chance.uniform(0.5, 2))


def killed(name: str, how: signal.Signals = signal.SIGKILL, *, times: int = 2) -> Fault:
    """A program gets a signal so many times, at the end the last."""

    def fault(site: Site, seconds: float, chance: Chance) -> None:
        for _ in range(times):
            time.sleep(seconds / times)
            site.signal(name, how)

    return fault


def stopped(name: str) -> Fault:
    """A program stands still with its connections open, and goes on later."""

    def fault(site: Site, seconds: float, chance: Chance) -> None:
        site.signal(name, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            site.signal(name, signal.SIGCONT)

    return fault
