"""`./tts env` and `./tts credentials`."""

import json
from typing import Any

from rich.table import Table

from deploy.catalogue import SIMULATORS
from deploy.cli.progress import out
from deploy.instance import LOOPBACK, Instance
from deploy.provisioning.database import DATABASE
from shared.broker.topology import PARTNERS, permissions, users, vhosts


def environment(instance: Instance) -> dict[str, Any]:
    """The document of `env --json`: addresses and names, no secrets."""
    rights = [(p.user, p.vhost) for p in permissions()]
    queues = {partner.vhost: partner.queue for partner in PARTNERS}
    return {
        "gateway": instance.url("GATEWAY"),
        "services": instance.service_urls(),
        "rabbitmq": {
            "host": LOOPBACK,
            "port": instance.ports["RABBITMQ"],
            "management": instance.url("RABBITMQ_MANAGEMENT"),
            "prometheus": f"{instance.url('RABBITMQ_PROMETHEUS')}/metrics",
            "admin": "admin",
            "users": list(users()),
            "vhosts": {
                vhost: {
                    "users": sorted(user for user, host in rights if host == vhost),
                    "queue": queues.get(vhost),
                }
                for vhost in vhosts()
            },
        },
        "postgres": {
            "host": LOOPBACK,
            "port": instance.ports["POSTGRES"],
            "database": DATABASE,
            "superuser": "postgres",
        },
        "redis": f"redis://{LOOPBACK}:{instance.ports['REDIS']}/0",
        "simulators": {name: instance.url(name.upper()) for name in SIMULATORS},
        "smtp": {"host": LOOPBACK, "port": instance.ports["SMTP"]},
        "ports": dict(instance.ports),
        "var": str(instance.var),
        "credentials_file": str(instance.credentials_file),
    }


def show_environment(document: dict[str, Any]) -> None:
    table = Table(show_header=False, box=None)
    table.add_row("gateway", document["gateway"])
    for name, url in {**document["services"], **document["simulators"]}.items():
        table.add_row(name, url)
    broker, database = document["rabbitmq"], document["postgres"]
    table.add_row("rabbitmq", f"{broker['host']}:{broker['port']}, {broker['management']}")
    place = f"{database['host']}:{database['port']}/{database['database']}"
    table.add_row("postgres", place)
    table.add_row("redis", document["redis"])
    table.add_row("credentials", document["credentials_file"])
    out.print(table)


def credentials(instance: Instance) -> dict[str, Any]:
    """The document of `credentials --json`."""
    document: dict[str, Any] = json.loads(instance.credentials_file.read_text())
    return document


def show_credentials(document: dict[str, Any]) -> None:
    table = Table("username", "password", "roles", box=None)
    for person in document["people"]:
        roles = ", ".join(f"{r['system']}: {r['role']}" for r in person["roles"])
        table.add_row(person["username"], person["password"], roles)
    out.print(table)
    out.print("Partners, service clients, database and broker users: ./tts credentials --json")
