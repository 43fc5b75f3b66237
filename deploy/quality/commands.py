"""One command of a test or check run: its output in a log, a few of them at a time."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from deploy.instance import ROOT

# As many as the smallest machine we care for has cores.
AT_ONCE = 2
LIMIT_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Command:
    """`arguments` run in `cwd` with `environment` added to ours."""

    name: str
    arguments: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = ROOT


@dataclass(frozen=True, slots=True)
class Done:
    name: str
    code: int
    seconds: float
    log: Path


def python(*arguments: str) -> list[str]:
    # Never a script of .venv/bin: those name their interpreter by absolute path.
    return [sys.executable, "-m", *arguments]


def run(command: Command, logs: Path) -> Done:
    """Run to its end; a command over the time limit is killed and counts as failed."""
    log = logs / f"{command.name.replace('/', '-')}.log"
    started = time.monotonic()
    with log.open("w") as stream:
        try:
            code = subprocess.run(
                command.arguments,
                cwd=command.cwd,
                env={**os.environ, "PYTHONPATH": str(ROOT), **command.environment},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                timeout=LIMIT_SECONDS,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            stream.write(f"\nended after {LIMIT_SECONDS} s\n")
            code = 124
    return Done(command.name, code, time.monotonic() - started, log)


def run_all(
    commands: Iterable[Command], logs: Path, tell: Callable[[Done], None], *, at_once: int = AT_ONCE
) -> list[Done]:
    """Run all, whatever fails; `tell` hears of each as it ends. Order as given."""

    def one(command: Command) -> Done:
        done = run(command, logs)
        tell(done)
        return done

    with ThreadPoolExecutor(max_workers=at_once) as pool:
        return list(pool.map(one, commands))
