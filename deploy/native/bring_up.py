"""From nothing, or from whatever a crash left, to a healthy instance."""

import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

from deploy.files import write_private_json
from deploy.instance import Instance
from deploy.native import frontend, infrastructure, packages, probes
from deploy.native.done import Done, digest, migrations
from deploy.native.port_check import require_free
from deploy.native.programs import (
    STAGE_EDGE,
    STAGE_INFRASTRUCTURE,
    STAGE_SERVICES,
    Program,
    our_programs,
)
from deploy.native.readiness import wait_ready
from deploy.native.supervisor import Supervisor, end_leftovers, leftovers
from deploy.provisioning.addresses import native
from deploy.provisioning.broker import Management, provision_broker
from deploy.provisioning.credentials import credentials
from deploy.provisioning.database import provision_database
from deploy.provisioning.rotation import hdts_keys
from deploy.provisioning.secret_values import Secrets, load_or_generate
from deploy.provisioning.steps import Commands

Stage = Callable[[str], AbstractContextManager[None]]


class BringUp:
    """The stages of a start, each told to a person through `stage`.

    `given` holds settings of the operator's own (default: this process's environment).
    """

    def __init__(
        self, instance: Instance, stage: Stage, given: Mapping[str, str] = os.environ
    ) -> None:
        self._instance = instance
        self._stage = stage
        self._given = given
        instance.create_folders()
        self.secrets: Secrets = load_or_generate(instance.secrets_file)
        document = credentials(native(instance), self.secrets)
        write_private_json(instance.credentials_file, document)
        write_private_json(instance.keys_file, hdts_keys(self.secrets))
        self.supervisor = Supervisor(instance, self.secrets)
        self._commands = Commands(
            addresses=native(instance),
            secrets=self.secrets,
            var=instance.services_var,
            logs=instance.logs,
            given=given,
        )

    def infrastructure(self, *, templates: bool = False) -> None:
        """PostgreSQL, RabbitMQ and Redis with everything provisioned; no process of ours yet.

        `templates` also makes the databases that test databases are copied from.
        """
        self._install_packages()
        self._clear_the_ground()
        with self._stage("Preparing PostgreSQL, RabbitMQ, Redis and nginx"):
            self.supervisor.write(self._programs())
            self.supervisor.launch()
        self._start("Starting PostgreSQL, RabbitMQ and Redis", STAGE_INFRASTRUCTURE)
        with self._stage("Provisioning database and broker"):
            self._provision(templates=templates)

    def everything(self, *, demo: bool, ui: bool = True) -> None:
        """A complete instance; with `demo`, people and workflows too; without `ui`, no screens."""
        if ui:
            self._build_frontend()
        self.infrastructure()
        self._services(demo=demo)

    def resume(self, *, demo: bool) -> None:
        """Start what is stopped of a running instance, and finish what an earlier try did not."""
        self._start("Looking after PostgreSQL, RabbitMQ and Redis", STAGE_INFRASTRUCTURE)
        with self._stage("Looking after database and broker"):
            self._provision(templates=False)
        self._services(demo=demo)

    def _services(self, *, demo: bool) -> None:
        self._once(
            "Migrating the schemas of the five services", migrations(), self._commands.migrate
        )
        self._once(
            "Seeding people" if demo else "Registering the services",
            f"identity people={demo} {digest(self.secrets['people'], self.secrets['clients'])}",
            lambda: self._commands.seed_identity(people=demo),
        )
        self._start("Starting the services", STAGE_SERVICES)
        self._start("Starting the gateway", STAGE_EDGE)
        if demo:
            self._once("Seeding workflows", "workflows", self._commands.seed_workflows)

    def _once(self, title: str, mark: str, do: Callable[[], None]) -> None:
        """Do it unless it was done for this very database."""
        done = Done(self._instance, self.secrets)
        if mark not in done:
            with self._stage(title):
                do()
            done.add(mark)

    def _install_packages(self) -> None:
        if missing := packages.missing():
            with self._stage(f"Installing {', '.join(missing)}"):
                packages.install(missing, self._fresh_log("apt-get"))

    def _build_frontend(self) -> None:
        if not frontend.is_built():
            with self._stage("Building the user interface"):
                frontend.build(self._fresh_log("frontend"))

    def _clear_the_ground(self) -> None:
        if leftovers(self._instance):
            with self._stage("Ending what an earlier run left behind"):
                end_leftovers(self._instance)
        for path in self._instance.run.iterdir():
            path.unlink()
        # An old heartbeat would vouch for a process that has not started yet.
        shutil.rmtree(self._instance.services_var / "heartbeat", ignore_errors=True)
        require_free(self._instance.ports)

    def _programs(self) -> list[Program]:
        return [
            infrastructure.postgres(self._instance, self.secrets),
            infrastructure.epmd(self._instance),
            infrastructure.rabbitmq(self._instance, self.secrets),
            infrastructure.redis(self._instance),
            *our_programs(self._instance, self.secrets, self._given),
            infrastructure.gateway(self._instance),
        ]

    def _start(self, title: str, stage: int) -> None:
        names = self.supervisor.described(stage)
        with self._stage(title):
            self.supervisor.start(names)
            wait_ready(self._instance, probes.programs(self._instance, self.secrets), names)

    def _provision(self, *, templates: bool) -> None:
        addresses, secrets = native(self._instance), self.secrets
        management = Management(addresses.management, secrets)
        with ThreadPoolExecutor() as pool:
            database = pool.submit(
                provision_database, addresses.postgres, secrets, templates=templates
            )
            provision_broker(management, secrets, inner_port=addresses.rabbitmq.port)
            database.result()

    def _fresh_log(self, name: str) -> Path:
        log = self._instance.logs / f"{name}.log"
        log.write_text("")
        return log
