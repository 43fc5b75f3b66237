"""`./tts status`: every process and dependency with its health."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from deploy.cli.progress import out
from deploy.instance import Instance
from deploy.native import probes
from deploy.native.readiness import starts
from deploy.native.supervisor import Supervisor
from deploy.provisioning.secret_values import Secrets

DEPENDENCIES = ("postgres", "rabbitmq", "redis")
NOT_RUNNING: dict[str, Any] = {
    "healthy": False,
    "running": False,
    "processes": [],
    "dependencies": [],
}


def status(instance: Instance, secrets: Secrets) -> dict[str, Any]:
    """The document of `status --json`.

    `rss_mb` is the memory of the process and its children, shared pages divided among those who
    share them; `restarts` counts since `up`.
    """
    supervisor = Supervisor(instance, secrets)
    if not supervisor.is_running():
        return NOT_RUNNING
    outcomes = _probe_all(instance, secrets)
    processes = [_process(instance, row, outcomes) for row in supervisor.processes()]
    dependencies = [_dependency(name, outcomes[name]) for name in DEPENDENCIES]
    healthy = all(p["health"] == "pass" for p in processes)
    return {
        "healthy": healthy and all(d["status"] == "pass" for d in dependencies),
        "running": True,
        "processes": processes,
        "dependencies": dependencies,
    }


def show(document: dict[str, Any]) -> None:
    """The same as tables."""
    if not document["running"]:
        out.print("TTS is not running: start it with ./tts up")
        return
    table = Table("process", "state", "pid", "MB", "restarts", "health", box=None)
    for p in document["processes"]:
        row = (p["name"], p["state"], p["pid"] or "", p["rss_mb"], p["restarts"], p["health"])
        table.add_row(*map(str, row), style="" if p["health"] == "pass" else "red")
    out.print(table)
    dependencies = Table("dependency", "status", "ms", box=None)
    for d in document["dependencies"]:
        dependencies.add_row(d["name"], d["status"], str(d["latency_ms"]))
    out.print(dependencies)
    out.print("healthy" if document["healthy"] else "[red]not healthy[/]")


def _probe_all(instance: Instance, secrets: Secrets) -> dict[str, probes.Outcome]:
    by_name = probes.programs(instance, secrets)
    with ThreadPoolExecutor(max_workers=8) as pool:
        return dict(zip(by_name, pool.map(probes.run, by_name.values()), strict=True))


def _process(
    instance: Instance, row: dict[str, Any], outcomes: dict[str, probes.Outcome]
) -> dict[str, Any]:
    name, running = row["name"], row["statename"] == "RUNNING"
    outcome = outcomes[name]
    return {
        "name": name,
        "state": row["statename"].lower(),
        "pid": row["pid"] or None,
        "rss_mb": memory_mb(row["pid"]) if row["pid"] else 0.0,
        "restarts": max(0, starts(instance, name) - 1),
        "health": "pass" if running and not outcome.fault else "fail",
        "message": outcome.fault,
    }


def _dependency(name: str, outcome: probes.Outcome) -> dict[str, Any]:
    return {
        "name": name,
        "status": "fail" if outcome.fault else "pass",
        "latency_ms": outcome.latency_ms,
        "message": outcome.fault,
    }


@dataclass(frozen=True, slots=True)
class _Process:
    pid: int
    parent: int


def memory_mb(pid: int) -> float:
    """Memory of the process and all its descendants."""
    children: dict[int, list[int]] = {}
    for process in _all_processes():
        children.setdefault(process.parent, []).append(process.pid)
    family, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        family.append(current)
        waiting += children.get(current, [])
    return round(sum(map(_proportional_kb, family)) / 1024, 1)


def _all_processes() -> list[_Process]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found.append(_Process(int(folder.name), int(fields[1])))
    return found


def _proportional_kb(pid: int) -> int:
    for source, label in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        # A container may forbid the first for processes of other users; then shared pages count.
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/{source}").read_text().splitlines()
            return next((int(line.split()[1]) for line in lines if line.startswith(label)), 0)
    return 0
