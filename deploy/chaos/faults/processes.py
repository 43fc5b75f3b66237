"""Processes die without a word."""

import os
import resource
import signal
import time
from contextlib import suppress
from pathlib import Path

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


def end_memory(site: Site, seconds: float, chance: Chance) -> None:
    """Workers get no more memory, or the kernel ends them in the middle of their work."""
    deadline = time.monotonic() + seconds
    starved: list[int] = []
    while time.monotonic() < deadline:
        if pid := site.pids().get(chance.choice(WORKERS)):
            with suppress(ProcessLookupError):
                if chance.random() < 0.5:
                    os.kill(pid, signal.SIGKILL)
                else:
                    _limit_memory(pid, _address_space(pid))
                    starved.append(pid)
        time.sleep(chance.uniform(*PAUSE))
    for pid in starved:
        with suppress(ProcessLookupError):
            _limit_memory(pid, resource.RLIM_INFINITY)


def _address_space(pid: int) -> int:
    """What the process has mapped, in bytes; one that is gone has nothing."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[0]
    except FileNotFoundError as error:
        raise ProcessLookupError(pid) from error
    return int(pages) * resource.getpagesize()


def _limit_memory(pid: int, size: int) -> None:
    """Only the soft limit: the hard one cannot be taken back by everybody."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_AS)
    resource.prlimit(pid, resource.RLIMIT_AS, (size, hard))


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
