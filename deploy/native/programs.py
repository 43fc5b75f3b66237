"""Everything that runs in a native instance, as data for the supervisor."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from deploy.catalogue import SERVICES, SIMULATORS, Service
from deploy.instance import LOOPBACK, ROOT, Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.environment import service_environment, simulator_environment
from deploy.provisioning.secret_values import Secrets


@dataclass(frozen=True, slots=True)
class Program:
    """One supervised process. Programs of a lower `stage` are started (and ready) before."""

    name: str
    command: list[str]
    stage: int
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: str | None = None
    stop_signal: str = "TERM"
    stop_seconds: int = 15


STAGE_INFRASTRUCTURE, STAGE_SERVICES, STAGE_EDGE = 1, 2, 3


def our_programs(instance: Instance, secrets: Secrets, given: Mapping[str, str]) -> list[Program]:
    """Every Python process: web, worker, relay, schedule of each service, and the simulators."""
    return [
        *(
            service_program(service, kind, instance, secrets, given)
            for service in SERVICES
            for kind in service.kinds
        ),
        *(simulator_program(name, instance, secrets) for name in SIMULATORS),
    ]


def service_program(
    service: Service, kind: str, instance: Instance, secrets: Secrets, given: Mapping[str, str]
) -> Program:
    environment = service_environment(
        service,
        addresses=native(instance, seen_by=service.name),
        secrets=secrets,
        var=instance.services_var,
        given=given,
    )
    return Program(
        name=f"{service.name}-{kind}",
        command=[sys.executable, "-m", *COMMANDS[kind](service, instance.ports)],
        stage=STAGE_SERVICES,
        environment=environment | _following(environment, instance) | {"PYTHONPATH": str(ROOT)},
        cwd=str(ROOT),
        stop_seconds=35 if kind == "worker" else 15,
    )


def _following(environment: Mapping[str, str], instance: Instance) -> dict[str, str]:
    """Keys come from a file, so that they can be replaced while the service runs."""
    if "TTS_HDTS_KEYS" not in environment:
        return {}
    return {"TTS_HDTS_KEYS": "{}", "TTS_HDTS_KEYS_FILE": str(instance.keys_file)}


def _web(service: Service, ports: Mapping[str, int]) -> list[str]:
    port = str(ports[service.name.upper()])
    return web_command(service, LOOPBACK, port)


def web_command(service: Service, host: str, port: str) -> list[str]:
    """The production server of `service`: granian, or uvicorn where there are sockets."""
    if service.name == "messaging":
        options = ["--ws", "websockets-sansio", "--no-access-log", "--log-level", "warning"]
        address = ["--host", host, "--port", port]
        return ["uvicorn", f"{service.package}.asgi:application", *address, *options]
    options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    address = ["--host", host, "--port", port]
    return ["granian", f"{service.package}.wsgi:application", *options, *address]


COMMANDS: Mapping[str, Callable[[Service, Mapping[str, int]], list[str]]] = {
    "web": _web,
    "worker": lambda service, _: [service.package, "work"],
    "relay": lambda service, _: [service.package, "relay"],
    "schedule": lambda service, _: [service.package, "schedule"],
}


def simulator_program(name: str, instance: Instance, secrets: Secrets) -> Program:
    var = instance.var / "simulators"
    var.mkdir(exist_ok=True)
    environment = simulator_environment(name, addresses=native(instance), secrets=secrets, var=var)
    return Program(
        name=f"simulator-{name}",
        command=[sys.executable, "-m", f"simulators.{name}"],
        stage=STAGE_SERVICES,
        environment=environment | {"PYTHONPATH": str(ROOT)},
        cwd=str(ROOT),
    )
