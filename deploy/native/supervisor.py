"""The supervisor (PyPI `supervisor`): its configuration, its start, its remote control.

Its configuration language cannot hold every path and value, so each program is started through
deploy/launch.py with a private JSON file; all names here are relative to the instance's folder.
"""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from deploy.failure import StepFailed
from deploy.files import write_private, write_private_json
from deploy.instance import LOOPBACK, ROOT, Instance
from deploy.native.infrastructure import link
from deploy.native.programs import Program
from deploy.provisioning.secret_values import Secrets

START_SECONDS = 15
STOP_SECONDS = 60
CONF = "supervisord.conf"
RPC = "supervisor.rpcinterface_factory"
MAKE = "make_main_rpcinterface"


class Supervisor:
    """Remote control of the supervisor of one instance."""

    def __init__(self, instance: Instance, secrets: Secrets) -> None:
        self._instance = instance
        self._password = secrets["supervisor"]
        port = instance.ports["SUPERVISOR"]
        address = f"http://tts:{self._password}@{LOOPBACK}:{port}/RPC2"
        self._api: Any = xmlrpc.client.ServerProxy(address).supervisor

    def is_running(self) -> bool:
        """Whether a supervisor answers on our port with our password."""
        try:
            return bool(self._api.getState()["statename"] == "RUNNING")
        except (OSError, http.client.HTTPException, xmlrpc.client.Error):
            return False

    def pid(self) -> int:
        return int(self._api.getPID())

    def processes(self) -> list[dict[str, Any]]:
        """The supervisor's own rows: name, statename, pid, start, …"""
        rows: list[dict[str, Any]] = self._api.getAllProcessInfo()
        return rows

    def start(self, names: Iterable[str]) -> None:
        """Start what is not running, without waiting."""
        stopped = {r["name"] for r in self.processes() if r["statename"] not in _ALIVE}
        for name in names:
            if name in stopped:
                self._api.startProcess(name, False)

    def stop(self, names: Iterable[str]) -> None:
        """Stop together and wait until all are gone."""
        waiting = [n for n in names if self._state(n) in _ALIVE]
        for name in waiting:
            self._api.stopProcess(name, False)
        deadline = time.monotonic() + STOP_SECONDS
        while any(self._state(n) in (*_ALIVE, "STOPPING") for n in waiting):
            if time.monotonic() > deadline:
                raise StepFailed(f"{', '.join(waiting)} did not stop within {STOP_SECONDS} s")
            time.sleep(0.1)

    def _state(self, name: str) -> str:
        return str(self._api.getProcessInfo(name)["statename"])

    def described(self, stage: int) -> list[str]:
        """The names of the programs of `stage`."""
        return sorted(name for name, its in self._stages().items() if its == stage)

    def _stages(self) -> dict[str, int]:
        specs = (self._instance.var / "processes").glob("*.json")
        return {path.stem: int(json.loads(path.read_text())["stage"]) for path in specs}

    def write(self, programs: list[Program]) -> None:
        """Describe `programs` to the supervisor that is about to start."""
        folder = self._instance.var / "processes"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        link(self._instance.run / "checkout", ROOT)
        for program in programs:
            self.describe(program)
        write_private(self._instance.var / CONF, self._configuration(programs))

    def describe(self, program: Program) -> None:
        """Let `program` be like this from its next start on."""
        path = self._instance.var / "processes" / f"{program.name}.json"
        record = str(self._instance.run / program.name)
        spec = {**asdict(program), "cwd": program.cwd or str(self._instance.var)}
        write_private_json(path, spec | {"record": record})

    def launch(self) -> None:
        """Start the supervisor itself, in a session of its own."""
        log = self._instance.logs / "supervisor.log"
        with log.open("a") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", CONF],
                cwd=self._instance.var,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_running():
            if process.poll() is not None or time.monotonic() > deadline:
                raise StepFailed("the supervisor did not start", log=log)
            time.sleep(0.05)

    def shut_down(self) -> None:
        """Stop everything in reverse order of its start, then the supervisor."""
        pid = self.pid()
        for stage in sorted(set(self._stages().values()), reverse=True):
            self.stop(self.described(stage))
        self._api.shutdown()
        deadline = time.monotonic() + STOP_SECONDS
        while _start_time(str(pid)) and time.monotonic() < deadline:
            time.sleep(0.05)

    def _configuration(self, programs: list[Program]) -> str:
        sections = [
            _section(
                "supervisord",
                nodaemon="true",
                logfile="/dev/null",
                logfile_maxbytes="0",
                pidfile="run/supervisor",
                umask="022",
                minfds="4096",
            ),
            _section(
                "inet_http_server",
                port=f"{LOOPBACK}:{self._instance.ports['SUPERVISOR']}",
                username="tts",
                password=self._password,
            ),
            _section("rpcinterface:supervisor", **{RPC: f"supervisor.rpcinterface:{MAKE}"}),
        ]
        return "\n".join(sections + [_program(program) for program in programs])


_ALIVE = ("STARTING", "RUNNING", "BACKOFF")


def _program(program: Program) -> str:
    launch = "run/checkout/.venv/bin/python -S run/checkout/deploy/launch.py"
    return _section(
        f"program:{program.name}",
        command=f"{launch} processes/{program.name}.json",
        autostart="false",
        autorestart="true",
        startsecs="1",
        # A dependency may be away for long: go on trying instead of giving up.
        startretries="1000",
        stopsignal=program.stop_signal,
        stopwaitsecs=str(program.stop_seconds),
        killasgroup="true",
        redirect_stderr="true",
        stdout_logfile=f"log/{program.name}.log",
        stdout_logfile_maxbytes="20MB",
        stdout_logfile_backups="3",
    )


def _section(title: str, **values: str) -> str:
    return f"[{title}]\n" + "".join(f"{name}={value}\n" for name, value in values.items())


def leftovers(instance: Instance) -> list[Path]:
    """The records of programs that still run although their supervisor does not."""
    return [path for path in instance.run.glob("*.pid") if _is_ours(path)]


def end_leftovers(instance: Instance) -> list[str]:
    """End what survived a killed supervisor; returns the names of those programs."""
    alive = leftovers(instance)
    for how in (signal.SIGTERM, signal.SIGKILL):
        waiting = [path for path in alive if _is_ours(path)]
        for path in waiting:
            _signal_group(path, how)
        _wait_for_end(waiting, seconds=10)
    return sorted(path.stem for path in alive)


def _wait_for_end(paths: list[Path], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while any(_is_ours(path) for path in paths) and time.monotonic() < deadline:
        time.sleep(0.1)


def _is_ours(record: Path) -> bool:
    """Whether the process that launch.py recorded still is the one running under that pid."""
    pid, _, started = record.read_text().partition(" ")
    return _start_time(pid) == started


def _start_time(pid: str) -> str | None:
    """When the process started, in the kernel's ticks; None when it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # A zombie has ended; its parent has only not asked yet.
    return None if stat[0] == "Z" else stat[19]


def _signal_group(record: Path, how: signal.Signals) -> None:
    pid = int(record.read_text().partition(" ")[0])
    # The supervisor gives every program a process group of its own.
    if os.getpgid(pid) == pid:
        os.killpg(pid, how)
    else:
        os.kill(pid, how)
