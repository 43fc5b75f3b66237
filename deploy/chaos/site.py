"""The instance that is broken on purpose, and how to lay hands on its parts."""

import os
import secrets as chance
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from deploy.catalogue import SERVICES
from deploy.chaos.load.crew import Workplace
from deploy.chaos.proxy import Proxies
from deploy.cli.progress import stage
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.native import probes, users
from deploy.native.bring_up import BringUp
from deploy.native.infrastructure import node_name
from deploy.native.packages import rabbitmq_script
from deploy.native.port_check import is_free
from deploy.native.supervisor import Supervisor, end_leftovers
from deploy.ports import DEFAULTS
from deploy.provisioning.addresses import native
from deploy.provisioning.broker import Management
from deploy.provisioning.database import DATABASE, connect
from deploy.provisioning.secret_values import Secrets

CLIENT: Final = "client"
INFRASTRUCTURE: Final = ("POSTGRES", "RABBITMQ", "REDIS")
# Below what the kernel gives to outgoing connections: a server that is restarted needs its port.
PORTS: Final = range(20_000, 30_000)
# The load comes from one address; how limits work is not what is being proved here.
NO_LIMITS: Final = {
    f"TTS_RATE_{who}": "off" for who in ("ANONYMOUS", "PERSON", "ADMIN", "SERVICE", "LOGIN")
}
CTL_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Site:
    """A running instance; `proxies` stand between its parts, if it is one of ours."""

    instance: Instance
    secrets: Secrets
    proxies: Proxies | None = None

    @property
    def supervisor(self) -> Supervisor:
        return Supervisor(self.instance, self.secrets)

    def workplace(self) -> Workplace:
        """Where clients reach it: the services' own ports, or the proxies before them."""
        seen = native(self.instance, seen_by=CLIENT)
        return Workplace(
            urls={name: at.url() for name, at in seen.services.items()},
            hdts=self.secrets["hdts"],
            hdts_amqp=seen.amqp("hdts", self.secrets["rabbitmq"]["hdts"], "hdts"),
            passwords=self.secrets["people"],
        )

    def pids(self) -> dict[str, int]:
        """What runs, by name."""
        rows = self.supervisor.processes()
        return {row["name"]: row["pid"] for row in rows if row["pid"]}

    def signal(self, name: str, how: signal.Signals) -> None:
        """Send a signal to a program of the instance, without telling the supervisor."""
        if pid := self.pids().get(name):
            os.kill(pid, how)

    def unhealthy(self) -> dict[str, str]:
        """Every program whose probe fails, with the reason."""
        asked = probes.programs(self.instance, self.secrets)
        faults = {name: probes.run(probe).fault for name, probe in asked.items()}
        return {name: fault for name, fault in faults.items() if fault}

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """A connection of the superuser, past every proxy."""
        with connect(native(self.instance).postgres, self.secrets, DATABASE) as connection:
            yield connection

    def management(self) -> Management:
        return Management(native(self.instance).management, self.secrets)

    def rabbitmqctl(self, *arguments: str, node: str = "", tool: str = "rabbitmqctl") -> None:
        """Tell a broker node something over its own remote control; StepFailed when it refuses."""
        script = rabbitmq_script()
        assert script is not None
        folder = self.instance.var / f"rabbitmq{node}"
        prefix = users.as_user("rabbitmq", self.instance.var)
        environment = {
            # Where the cookie is.
            "HOME": str(folder),
            "RABBITMQ_NODENAME": node_name(node),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "ERL_EPMD_PORT": str(self.instance.ports["EPMD"]),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            [*prefix, str(script.with_name(tool)), *arguments],
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=CTL_SECONDS,
            check=False,
        )
        if done.returncode:
            raise StepFailed(f"{tool} {arguments[0]} failed: {done.stdout}{done.stderr}")


@contextmanager
def throw_away() -> Iterator[Site]:
    """A complete instance in a new folder, with a proxy on every way between its parts.

    The folder stays, for whoever wants to look at its logs.
    """
    var = Path(tempfile.mkdtemp(prefix="tts-chaos-"))
    proxies = Proxies()
    try:
        instance = _with_proxies(var, proxies)
        bring_up = BringUp(instance, stage, {**os.environ, **NO_LIMITS})
        try:
            bring_up.everything(demo=True, ui=False)
            yield Site(instance, bring_up.secrets, proxies)
        finally:
            with stage("Stopping the instance"):
                _stop(instance, bring_up.supervisor)
    finally:
        proxies.close()


def _with_proxies(var: Path, proxies: Proxies) -> Instance:
    ports = quiet_ports(list(DEFAULTS))
    routes = {
        who: {name: proxies.open(link(who, name), ports[name]) for name in targets}
        for who, targets in links().items()
    }
    return Instance(var=var, ports=ports, routes=routes)


def links() -> Mapping[str, list[str]]:
    """Who connects to what: each service to the infrastructure and the others, clients to all."""
    services = [service.name.upper() for service in SERVICES]
    ways = {
        service.name: [*INFRASTRUCTURE, *(n for n in services if n != service.name.upper())]
        for service in SERVICES
    }
    return {**ways, CLIENT: ["RABBITMQ", *services]}


def link(who: str, target: str) -> str:
    """The name of the proxy on the way of `who` to `target`."""
    return f"{who}→{target.lower()}"


def quiet_ports(names: list[str]) -> dict[str, int]:
    """A port for each name that no outgoing connection can be given."""
    start = chance.choice(PORTS[: -20 * len(names)])
    free = (port for port in range(start, PORTS.stop) if is_free(port))
    return dict(zip(names, free, strict=False))


def _stop(instance: Instance, supervisor: Supervisor) -> None:
    if supervisor.is_running():
        supervisor.shut_down()
    end_leftovers(instance)
