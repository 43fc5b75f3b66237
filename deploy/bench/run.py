"""Runs scenarios one after the other and makes one document of their rows."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from deploy.bench.figures import Row
from deploy.bench.goals import goal_named
from deploy.bench.machine import load, machine
from deploy.bench.scenarios import SCENARIOS
from deploy.bench.subject import Extent, Subject
from deploy.bench.throwaway import throwaway
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.native.bring_up import Stage
from deploy.native.supervisor import Supervisor
from deploy.provisioning.secret_values import load as load_secrets


def measure(
    names: Sequence[str], subject: Subject, stage: Stage, load_before: float
) -> list[dict[str, Any]]:
    """The rows of `bench --json`; a scenario that cannot be measured costs only its own."""
    with subject.database() as database:
        its_machine = machine(database, subject.management, load_before)
    rows: list[Row] = []
    for name in names:
        try:
            with stage(f"Measuring {name}"):
                rows += SCENARIOS[name](subject)
        except (StepFailed, OSError) as error:
            subject.tell(f"{name} could not be measured: {error}")
    return [row.document(goal_named(row.scenario), its_machine) for row in rows]


@contextmanager
def measured_instance(instance: Instance, *, here: bool, stage: Stage) -> Iterator[Instance]:
    """The running one, or a fresh one that is removed afterwards."""
    if not here:
        with throwaway(instance.var, stage) as fresh:
            yield fresh
        return
    if not _is_running(instance):
        raise StepFailed("TTS is not running", advice="Start it with ./tts up, or leave out --here")
    yield instance


def _is_running(instance: Instance) -> bool:
    if not instance.exists:
        return False
    return Supervisor(instance, load_secrets(instance.secrets_file)).is_running()


def run(
    names: Sequence[str], instance: Instance, extent: Extent, *, here: bool, stage: Stage, tell: Any
) -> list[dict[str, Any]]:
    """Bring up what is needed, measure, take it down; the rows."""
    load_before, started = load(), time.monotonic()
    with measured_instance(instance, here=here, stage=stage) as measured:
        first_start = None if here else time.monotonic() - started
        secrets = load_secrets(measured.secrets_file)
        subject = Subject(measured, secrets, extent, tell, first_start)
        return measure(names, subject, stage, load_before)
