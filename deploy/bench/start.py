"""How long `./tts up` takes for an instance that was up before."""

import os
import subprocess
import time
from collections.abc import Iterator
from typing import Final

from deploy.bench.figures import Row, median
from deploy.bench.subject import Subject
from deploy.failure import StepFailed
from deploy.instance import ROOT

STARTS: Final = 3
SECONDS: Final = 600


def start(subject: Subject) -> Iterator[Row]:
    """The command as people type it; the first start is the one that made the instance."""
    if subject.first_start is None:
        raise StepFailed("start stops and starts what it measures", advice="Leave out --here")
    seconds = []
    for turn in range(1, STARTS + 1):
        _tts(subject, "down")
        started = time.monotonic()
        _tts(subject, "up", "--detach")
        seconds.append(time.monotonic() - started)
        subject.tell(f"{turn}: {seconds[-1]:.1f} s")
    first = round(subject.first_start, 1)
    yield Row(scenario="start", value=median(seconds), unit="s", details={"first_s": first})


def _tts(subject: Subject, *arguments: str) -> None:
    log = subject.instance.logs / "bench-start.log"
    with log.open("a") as stream:
        done = subprocess.run(
            [str(ROOT / "tts"), *arguments],
            env={**os.environ, "TTS_VAR": str(subject.instance.var)},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            timeout=SECONDS,
            check=False,
        )
    if done.returncode:
        raise StepFailed(f"./tts {' '.join(arguments)} failed", log=log)
