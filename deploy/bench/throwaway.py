"""An instance that exists only for a measurement."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from deploy.instance import LOOPBACK, Instance
from deploy.native.bring_up import BringUp, Stage
from deploy.native.supervisor import Supervisor, end_leftovers
from deploy.ports import DEFAULTS

# Few readers stand for many people.
OPERATOR: Final = {"TTS_SOCKETS_PER_PERSON": "5000"}


@contextmanager
def throwaway(parent: Path, stage: Stage) -> Iterator[Instance]:
    """A complete instance with people and workflows on free ports; removed afterwards."""
    parent.mkdir(parents=True, exist_ok=True)
    # PostgreSQL and nginx run as their own users and must be able to pass through.
    parent.chmod(0o711)
    var = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    instance = Instance(var=var, ports=free_ports())
    try:
        bring_up = BringUp(instance, stage, os.environ | OPERATOR)
        try:
            bring_up.everything(demo=True)
            yield instance
        finally:
            _stop(bring_up.supervisor, instance, stage)
    finally:
        shutil.rmtree(var, ignore_errors=True)


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


def free_ports() -> dict[str, int]:
    """A free port for every name; all are held until the last is found, so no two are equal."""
    with ExitStack() as held:
        sockets = {name: held.enter_context(socket.socket()) for name in DEFAULTS}
        for one in sockets.values():
            one.bind((LOOPBACK, 0))
        return {name: int(one.getsockname()[1]) for name, one in sockets.items()}


def _stop(supervisor: Supervisor, instance: Instance, stage: Stage) -> None:
    if supervisor.is_running():
        with stage("Stopping the instance of the measurement"):
            supervisor.shut_down()
    end_leftovers(instance)
