"""The system packages a native instance needs: found, or installed with apt-get."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from deploy.failure import StepFailed

POLICY: Final = Path("/usr/sbin/policy-rc.d")
# What Debian's maintainer scripts ask before they start a daemon; 101 means "not allowed".
FORBID: Final = "#!/bin/sh\nexit 101\n"


def postgres_bin() -> Path | None:
    """The folder of the newest PostgreSQL server (15 or later)."""
    found = [
        path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")
        if path.parts[-3].isdigit() and int(path.parts[-3]) >= 15
    ]
    if found:
        return max(found, key=lambda folder: int(folder.parts[-2]))
    server = shutil.which("postgres")
    return Path(server).resolve().parent if server else None


def rabbitmq_script() -> Path | None:
    """RabbitMQ's own script. Debian's wrapper on PATH would change user and folder."""
    candidates = (Path("/usr/lib/rabbitmq/bin/rabbitmq-server"), shutil.which("rabbitmq-server"))
    return next((Path(c) for c in candidates if c and Path(c).exists()), None)


def program(name: str) -> Path | None:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    return Path(found) if found else None


def missing() -> list[str]:
    """Debian's names of the packages that are not there."""
    present = {
        "postgresql": postgres_bin(),
        "rabbitmq-server": rabbitmq_script(),
        "redis-server": program("redis-server"),
        "nginx": program("nginx"),
    }
    return [name for name, found in present.items() if found is None]


def install(packages: Iterable[str], log: Path) -> None:
    """Install Debian packages without starting their daemons; StepFailed when it cannot be done."""
    names = list(packages)
    prefix = _privilege(names)
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    with log.open("a") as stream, _daemons_stay_down(prefix):
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", *names],
        ):
            done = subprocess.run(
                [*prefix, *environment, *command], stdout=stream, stderr=stream, check=False
            )
            if done.returncode and "install" in command:
                raise StepFailed(
                    f"apt-get could not install {' '.join(names)}",
                    advice="Install them by hand, or run 'docker compose up' instead.",
                    log=log,
                )


def _privilege(names: list[str]) -> list[str]:
    wanted = " ".join(names)
    if shutil.which("apt-get") is None:
        raise StepFailed(
            f"these programs are missing: {wanted}",
            advice="Install them with this system's package manager, or run 'docker compose up'.",
        )
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise StepFailed(
            f"these packages are missing and there is no sudo: {wanted}",
            advice=f"As root: apt-get install --no-install-recommends {wanted}\n"
            "or run 'docker compose up' instead.",
        )
    return ["sudo"]


@contextmanager
def _daemons_stay_down(prefix: list[str]) -> Iterator[None]:
    """A policy that keeps fresh packages from starting; one that exists already is respected."""
    if POLICY.exists():
        yield
        return
    write = [*prefix, "sh", "-c", 'printf %s "$1" > "$2" && chmod 755 "$2"', "sh"]
    subprocess.run([*write, FORBID, str(POLICY)], check=True)
    try:
        yield
    finally:
        subprocess.run([*prefix, "rm", "-f", str(POLICY)], check=True)
