"""Waiting for programs to become ready, without waiting for those that never will."""

import time
from collections.abc import Iterable, Mapping

from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.native import probes

SECONDS = 180
# The supervisor starts a program again when it ends; this often means it cannot run.
HOPELESS_STARTS = 4


def wait_ready(
    instance: Instance, probe_of: Mapping[str, probes.Probe], names: Iterable[str]
) -> None:
    """Return when every program answers its probe; StepFailed with the log of one that does not."""
    faults = dict.fromkeys(names, "not asked yet")
    before = {name: starts(instance, name) for name in faults}
    deadline = time.monotonic() + SECONDS
    while faults:
        asked = {name: probes.run(probe_of[name]).fault for name in faults}
        faults = {name: fault for name, fault in asked.items() if fault}
        if faults and time.monotonic() > deadline:
            _give_up(instance, faults, f"not ready after {SECONDS} s")
        for name in faults:
            if starts(instance, name) - before[name] >= HOPELESS_STARTS:
                _give_up(instance, {name: faults[name]}, "it ends as soon as it is started")
        if faults:
            time.sleep(0.2)


def starts(instance: Instance, name: str) -> int:
    """How often the program was started since `up`."""
    try:
        return (instance.run / f"{name}.starts").stat().st_size
    except FileNotFoundError:
        return 0


def _give_up(instance: Instance, faults: Mapping[str, str], why: str) -> None:
    rows = "\n".join(f"{name}: {why} ({fault})" for name, fault in faults.items())
    log = instance.logs / f"{next(iter(faults))}.log"
    raise StepFailed(rows, log=log, advice=f"The whole log: {log}")
