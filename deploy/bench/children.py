"""Programs that a measurement starts beside the instance."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from deploy.failure import StepFailed
from deploy.instance import LOOPBACK, ROOT

START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 15.0


@contextmanager
def running(
    module: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m MODULE …` while the block runs; then it is ended, by force if need be."""
    with log.open("a") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


def wait_until(ready: Callable[[], bool], what: str, log: Path) -> None:
    """StepFailed with the log when it does not become ready."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            raise StepFailed(f"{what} did not start within {START_SECONDS:.0f} s", log=log)
        time.sleep(0.1)
