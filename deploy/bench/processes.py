"""What the processes of an instance use, asked from the kernel."""

import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.instance import Instance

TICKS: Final = os.sysconf("SC_CLK_TCK")


def cpu_seconds(instance: Instance) -> dict[str, float]:
    """By program, everything it started included, also what has ended since."""
    stats = _stats()
    return {
        name: sum(_ticks(stats[pid]) for pid in pids) / TICKS
        for name, pids in _trees(instance, stats).items()
    }


def cpu_seconds_of(pid: int) -> float:
    """Of one process with everything it started."""
    stats = _stats()
    return sum(_ticks(stats[each]) for each in _with_descendants(pid, _children(stats))) / TICKS


def pss_bytes(instance: Instance) -> dict[str, int]:
    """By program: its memory, with what it shares counted in parts."""
    trees = _trees(instance, _stats())
    return {name: sum(_pss(pid) for pid in pids) for name, pids in trees.items()}


Stats = Mapping[int, list[str]]


def _stats() -> dict[int, list[str]]:
    """The fields of every /proc/PID/stat from the third on."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                text = (folder / "stat").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            found[int(folder.name)] = text.rpartition(")")[2].split()
    return found


def _children(stats: Stats) -> Mapping[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for pid, fields in stats.items():
        children[int(fields[1])].append(pid)
    return children


def _trees(instance: Instance, stats: Stats) -> dict[str, list[int]]:
    children = _children(stats)
    return {
        record.stem: _with_descendants(pid, children)
        for record in sorted(instance.run.glob("*.pid"))
        if (pid := int(record.read_text().partition(" ")[0])) in stats
    }


def _with_descendants(pid: int, children: Mapping[int, list[int]]) -> list[int]:
    below = [one for child in children.get(pid, []) for one in _with_descendants(child, children)]
    return [pid, *below]


def _ticks(fields: list[str]) -> int:
    """User and system time, own and of children that have ended (proc(5), fields 14 to 17)."""
    return sum(int(field) for field in fields[11:15])


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    kilobytes = (line.split()[1] for line in lines if line.startswith("Pss:"))
    return sum(int(value) * 1024 for value in kilobytes)
