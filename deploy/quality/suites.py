"""Which tests there are, by group."""

import os
from collections.abc import Iterable
from pathlib import Path

from deploy.catalogue import SERVICES, Service, service_named
from deploy.instance import Instance
from deploy.native.frontend import FRONTEND, node_environment, npm_command
from deploy.ports import variable
from deploy.provisioning.addresses import native
from deploy.provisioning.environment import Environment, service_environment
from deploy.provisioning.secret_values import Secrets
from deploy.quality.commands import Command, python
from shared.broker.topology import INTERNAL

GROUPS = ("unit", "frontend", "integration", "e2e")


def unit(instance: Instance, secrets: Secrets, reports: Path) -> Iterable[Command]:
    """Every service, the shared library, and what belongs to no single service."""
    for service in sorted(SERVICES, key=_longest_first):
        environment = test_environment(service, instance, secrets)
        yield pytest(service.package, reports, environment, settings=f"{service.package}.settings")
    environment = test_environment(service_named("workflow"), instance, secrets)
    # A service beside the simulators; it may run while the service's own tests use their database.
    beside = environment | {"TTS_DB_TEST_SUFFIX": "_partners"}
    yield pytest("tests/partners", reports, beside, settings="workflow_api.settings")
    # The shared library and the rest need some service's environment; any will do.
    shared = environment | {"DJANGO_SETTINGS_MODULE": "shared.testing.settings"}
    for folder in ("simulators", "shared", "tests/architecture", "deploy", "tests/contracts"):
        yield pytest(folder, reports, shared, settings="shared.testing.settings")


def frontend(reports: Path) -> Iterable[Command]:
    report = report_of("frontend", reports)
    options = ["--", "--run", "--reporter=default", "--reporter=junit", f"--outputFile={report}"]
    yield Command(
        "frontend", npm_command(["run", "test", *options]), node_environment(), cwd=FRONTEND
    )


def against(instance: Instance, group: str, reports: Path) -> Iterable[Command]:
    """`tests/<group>` against a complete running instance."""
    pictures = reports / "pictures"
    pictures.mkdir(exist_ok=True)
    # Ports that the caller moved are not those of the instance under test.
    ports = {variable(name): str(port) for name, port in instance.ports.items()}
    environment = {"TTS_TEST_VAR": str(instance.var), "TTS_E2E_PICTURES": str(pictures)} | ports
    yield pytest(f"tests/{group}", reports, environment, settings=None)


def pytest(
    folder: str, reports: Path, environment: Environment, *, settings: str | None
) -> Command:
    report = report_of(folder, reports)
    options = ["-q", "-ra", f"--junitxml={report}", "-o", f"cache_dir={reports}/cache/{folder}"]
    django = [f"--ds={settings}"] if settings else ["-p", "no:django"]
    return Command(folder, python("pytest", *django, *options, folder), environment)


def report_of(name: str, reports: Path) -> Path:
    return reports / f"{name.replace('/', '-')}.xml"


def test_environment(service: Service, instance: Instance, secrets: Secrets) -> Environment:
    """The service's own, as owner of its schema (tests create databases) and broker admin."""
    addresses = native(instance)
    environment = service_environment(
        service,
        addresses=addresses,
        secrets=secrets,
        var=instance.services_var,
        role=service.owner,
        given=os.environ,
    )
    return environment | {
        "TTS_DB_TEST_TEMPLATE": f"tmpl_{service.schema}",
        "TTS_BROKER_URL": addresses.amqp("admin", secrets["rabbitmq"]["admin"], INTERNAL),
    }


def _longest_first(service: Service) -> int:
    # So that two at a time end together.
    return ("workflow", "messaging", "ticket", "auth", "notification").index(service.name)
