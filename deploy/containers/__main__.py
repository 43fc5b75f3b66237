"""The one-shot containers: `python -m deploy.containers STEP`.

`secrets` runs as root on an empty volume, hands every other container a file with its environment
that only that container's user can read, and leaves the whole set for root alone.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from deploy.catalogue import SERVICES, SIMULATORS
from deploy.demo import Demo, succeeded
from deploy.failure import StepFailed
from deploy.files import write_private, write_private_json
from deploy.provisioning.addresses import Addresses, in_containers
from deploy.provisioning.broker import Management, provision_broker
from deploy.provisioning.credentials import credentials
from deploy.provisioning.database import provision_database
from deploy.provisioning.environment import service_environment, simulator_environment
from deploy.provisioning.secret_values import load, load_or_generate
from deploy.provisioning.steps import Commands
from shared.env import env, env_bool

HANDOUT: Final = Path("/run/tts")
VAR: Final = Path("/var/lib/tts")
MASTER: Final = HANDOUT / "secrets.json"
# The user of each service's containers in docker-compose.yml.
USERS: Final = {service.name: 10001 + n for n, service in enumerate(SERVICES)}
SIMULATOR_USER: Final = 10010


def secrets() -> None:
    """Generate what is missing and hand out the rest anew."""
    # Others pass through to their own file; the files themselves are private.
    HANDOUT.chmod(0o711)
    known = load_or_generate(MASTER)
    addresses = _addresses()
    for service in SERVICES:
        environment = service_environment(
            service, addresses=addresses, secrets=known, var=VAR, given=os.environ
        )
        _hand_out(service.name, environment, USERS[service.name])
    for name in SIMULATORS:
        environment = simulator_environment(name, addresses=addresses, secrets=known, var=VAR)
        _hand_out(name, environment | {"TTS_BIND": "0.0.0.0"}, SIMULATOR_USER)  # noqa: S104
    write_private(HANDOUT / "postgres", known["postgres"]["postgres"])
    write_private(HANDOUT / "rabbitmq", known["rabbitmq"]["admin"])
    write_private_json(HANDOUT / "credentials.json", credentials(addresses, known))


def provision() -> None:
    """Database, broker, migrations, and the identities the services need."""
    known, addresses = load(MASTER), _addresses()
    provision_database(addresses.postgres, known)
    management = Management(addresses.management, known)
    provision_broker(management, known, inner_port=addresses.rabbitmq.port)
    commands = _commands()
    commands.migrate()
    commands.seed_identity(people=_demo())


def workflows() -> None:
    if _demo():
        _commands().seed_workflows()


def show_credentials() -> None:
    print((HANDOUT / "credentials.json").read_text())


def demo() -> None:
    """Hand three tickets over and print how they fared."""
    urls = {name: endpoint.url() for name, endpoint in _addresses().services.items()}
    document = Demo(urls, load(MASTER)).run(int(env("TTS_DEMO_COUNT", "3")))
    print(json.dumps(document, indent=1))
    if not succeeded(document):
        raise StepFailed("not every ticket was assigned and notified exactly once")


def _demo() -> bool:
    return env_bool("TTS_DEMO", True)


def _addresses() -> Addresses:
    return in_containers(env("TTS_PUBLIC_URL", "http://localhost:8080"))


def _commands() -> Commands:
    return Commands(
        addresses=_addresses(), secrets=load(MASTER), var=VAR, logs=VAR, given=os.environ
    )


def _hand_out(name: str, environment: Mapping[str, str], user: int) -> None:
    path = HANDOUT / f"{name}.json"
    write_private_json(path, {"environment": environment})
    os.chown(path, user, user)


STEPS: Final[Mapping[str, Callable[[], None]]] = {
    "secrets": secrets,
    "provision": provision,
    "workflows": workflows,
    "credentials": show_credentials,
    "demo": demo,
}

if __name__ == "__main__":
    try:
        STEPS[sys.argv[1]]()
    except StepFailed as failure:
        sys.exit(f"{failure.why}\n{failure.tail()}\n{failure.advice}")
