"""Management commands run once per start: migrations and seeds, as separate processes."""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.catalogue import SERVICES, Service, service_named
from deploy.failure import StepFailed
from deploy.files import write_private_json
from deploy.instance import ROOT
from deploy.provisioning.addresses import Addresses
from deploy.provisioning.credentials import people_with_passwords, service_clients
from deploy.provisioning.environment import service_environment
from deploy.provisioning.secret_values import Secrets

SECONDS = 300


class Commands:
    """Runs `python -m <service> …` with that service's environment, output in `logs`."""

    def __init__(
        self,
        *,
        addresses: Addresses,
        secrets: Secrets,
        var: Path,
        logs: Path,
        given: Mapping[str, str],
    ) -> None:
        self._addresses = addresses
        self._secrets = secrets
        self._var = var
        self._logs = logs
        self._given = given

    def migrate(self) -> None:
        """Bring every schema up to date, as its owner."""
        # Two at once: each spends most of its time importing, on as many cores.
        with ThreadPoolExecutor(max_workers=2) as pool:
            list(pool.map(self._migrate, SERVICES))

    def _migrate(self, service: Service) -> None:
        self._run(service, ["migrate", "--no-input", "-v", "1"], role=service.owner)

    def seed_identity(self, *, people: bool) -> None:
        """A client per service, for their calls to each other; with `people`, the demo people."""
        files = {
            "--people": people_with_passwords(self._secrets) if people else [],
            "--clients": service_clients(self._secrets),
        }
        arguments = ["seed"]
        for option, rows in files.items():
            path = self._var / f"seed{option}.json"
            write_private_json(path, rows)
            arguments += [option, str(path)]
        self._run(service_named("auth"), arguments)

    def seed_workflows(self) -> None:
        """The five workflows; waits until their roles have arrived from auth_service."""
        self._run(service_named("workflow"), ["seed_workflows", "--wait", "60"])

    def _run(self, service: Service, arguments: list[str], *, role: str | None = None) -> None:
        log = self._logs / f"{service.name}-{arguments[0]}.log"
        environment = service_environment(
            service,
            addresses=self._addresses,
            secrets=self._secrets,
            var=self._var,
            role=role,
            given=self._given,
        )
        with log.open("w") as stream:
            done = subprocess.run(
                [sys.executable, "-m", service.package, *arguments],
                cwd=ROOT,
                env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                timeout=SECONDS,
                check=False,
            )
        if done.returncode:
            raise StepFailed(f"python -m {service.package} {arguments[0]} failed", log=log)
