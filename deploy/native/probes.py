"""Is it there and does it work? One probe per part, all bounded in time."""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import psycopg
import requests

from deploy.catalogue import SERVICES, SIMULATORS, heartbeat_name
from deploy.instance import LOOPBACK, Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.broker import BrokerRefused, Management
from deploy.provisioning.database import connect
from deploy.provisioning.secret_values import Secrets
from shared.heartbeat import STALE_SECONDS, age_seconds

SECONDS = 3
Probe = Callable[[], None]


class NotReady(Exception):
    """The text says what is missing."""


FAILURES = (NotReady, BrokerRefused, OSError, psycopg.Error, requests.RequestException)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`fault` is empty when the probe passed."""

    fault: str
    latency_ms: float


def run(probe: Probe) -> Outcome:
    started = time.perf_counter()
    fault = ""
    try:
        probe()
    except FAILURES as error:
        fault = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    return Outcome(fault, round((time.perf_counter() - started) * 1000, 1))


def infrastructure(instance: Instance, secrets: Secrets) -> Mapping[str, Probe]:
    """Probes of what we did not write ourselves, by program."""
    addresses = native(instance)
    return {
        "postgres": lambda: _postgres(instance, secrets),
        "rabbitmq": lambda: _rabbitmq(Management(addresses.management, secrets)),
        "redis": lambda: _redis(instance.ports["REDIS"]),
        "epmd": lambda: _port(instance.ports["EPMD"]),
    }


def programs(instance: Instance, secrets: Secrets) -> Mapping[str, Probe]:
    """A probe for every program of a complete instance."""
    probes = dict(infrastructure(instance, secrets))
    for service in SERVICES:
        url = instance.url(service.name.upper())
        probes[f"{service.name}-web"] = _answers(f"{url}/health/ready")
        for kind in service.kinds[1:]:
            beat = heartbeat_name(service, kind)
            probes[f"{service.name}-{kind}"] = _beats(instance, beat)
    for name in SIMULATORS:
        probes[f"simulator-{name}"] = _listens(instance.ports[name.upper()])
    probes["gateway"] = _answers(f"{instance.url('GATEWAY')}/gateway/health")
    return probes


def _postgres(instance: Instance, secrets: Secrets) -> None:
    with connect(native(instance).postgres, secrets, "postgres") as server:
        server.execute("SELECT 1")


def _rabbitmq(management: Management) -> None:
    node = management.get("nodes")[0]
    alarms = [name for name in ("mem_alarm", "disk_free_alarm") if node.get(name)]
    if not node["running"] or alarms:
        raise NotReady(", ".join(alarms) or "the node does not run")


def _redis(port: int) -> None:
    with socket.create_connection((LOOPBACK, port), SECONDS) as connection:
        connection.sendall(b"PING\r\n")
        if not connection.recv(16).startswith(b"+PONG"):
            raise NotReady("no PONG")


def _port(port: int) -> None:
    socket.create_connection((LOOPBACK, port), SECONDS).close()


def _listens(port: int) -> Probe:
    return lambda: _port(port)


def _answers(url: str) -> Probe:
    def probe() -> None:
        # Proxies of the machine are for the world outside.
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(url, timeout=SECONDS)
        if not answer.ok:
            raise NotReady(f"{answer.status_code} {answer.text[:200]}")

    return probe


def _beats(instance: Instance, name: str) -> Probe:
    def probe() -> None:
        age = age_seconds(instance.services_var / "heartbeat", name)
        if age is None or age > STALE_SECONDS:
            raise NotReady("no heartbeat yet" if age is None else f"silent for {age:.0f} s")

    return probe
