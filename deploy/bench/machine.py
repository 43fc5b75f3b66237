"""The machine a figure was measured on."""

import os
import platform
from importlib.metadata import version
from typing import Any, Final

import psycopg

from deploy.provisioning.broker import Management

LIBRARIES: Final = ("Django", "celery", "granian", "psycopg", "uvicorn")


def load() -> float:
    """The load average of the last minute."""
    return round(os.getloadavg()[0], 2)


def is_busy() -> bool:
    """Whether somebody else uses this machine, so that absolute figures say little."""
    return load() > 0.5 * cores()


def cores() -> int:
    return len(os.sched_getaffinity(0))


def machine(
    database: psycopg.Connection[tuple[object, ...]], broker: Management, load_before: float
) -> dict[str, Any]:
    """Cores, memory, versions, and how busy it was before anything was started."""
    row = database.execute("SHOW server_version").fetchone()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": cores(),
        "memory_gib": round(memory / 2**30, 1),
        "load_before": load_before,
        "versions": {
            "python": platform.python_version(),
            "postgresql": str(row[0]) if row else "",
            "rabbitmq": broker.get("overview")["rabbitmq_version"],
            **{name.lower(): version(name) for name in LIBRARIES},
        },
    }
