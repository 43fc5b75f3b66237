"""The relay of the outbox against raw publishing, in turns in one process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

from deploy.bench.figures import Row, median, ratio_of_rates
from deploy.bench.subject import Subject
from deploy.bench.vhost import own_vhost
from deploy.failure import StepFailed
from deploy.instance import ROOT
from deploy.provisioning.addresses import native

MODULE: Final = "deploy.bench.relay_rounds"
SECONDS: Final = 600


def relay(subject: Subject) -> Iterator[Row]:
    """The real relay empties an outbox of its own into a queue of its own."""
    with own_vhost(subject) as broker:
        rounds = _measure(subject, broker)
    value = median([one["relay"] for one in rounds])
    baseline = median([one["raw"] for one in rounds])
    yield Row(
        scenario="relay",
        value=value,
        unit="messages/s",
        baseline=baseline,
        ratio=ratio_of_rates(value, baseline),
        lost=sum(one["lost"] for one in rounds),
        duplicated=sum(one["duplicated"] for one in rounds),
        details={name: [one[name] for one in rounds] for name in ("relay", "raw")},
    )


def _measure(subject: Subject, broker: str) -> list[dict[str, Any]]:
    extent = subject.extent
    done = subprocess.run(
        [sys.executable, "-m", MODULE, str(extent.rounds), str(extent.messages)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **_environment(subject, broker)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise StepFailed("the relay could not be measured:\n" + done.stderr[-2000:])
    rounds: list[dict[str, Any]] = json.loads(done.stdout)
    return rounds


def _environment(subject: Subject, broker: str) -> dict[str, str]:
    endpoint = native(subject.instance).postgres
    return {
        "DJANGO_SETTINGS_MODULE": "deploy.bench.relay_settings",
        "BENCH_BROKER_URL": broker,
        "BENCH_DB_HOST": endpoint.host,
        "BENCH_DB_PORT": str(endpoint.port),
        "BENCH_DB_PASSWORD": subject.secrets["postgres"]["postgres"],
    }
