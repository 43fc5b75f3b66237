"""What people and partners need to sign in: the document behind `./tts credentials --json`."""

from typing import Any

from deploy.catalogue import OFFICE_SYSTEMS, SERVICES
from deploy.provisioning.addresses import Addresses
from deploy.provisioning.people import demo_people
from deploy.provisioning.secret_values import Secrets
from shared.broker.topology import INTERNAL, PARTNERS, permissions


def credentials(addresses: Addresses, secrets: Secrets) -> dict[str, Any]:
    partners = {
        partner.name: {
            **secrets[partner.name],
            "amqp_url": addresses.amqp(
                partner.name, secrets["rabbitmq"][partner.name], partner.vhost
            ),
        }
        for partner in PARTNERS
    }
    return {
        "people": [
            {
                "username": person["username"],
                "email": person["email"],
                "password": secrets["people"][person["username"]],
                "roles": person["roles"],
            }
            for person in demo_people()
        ],
        **partners,
        **{system: secrets[system] for system in OFFICE_SYSTEMS},
        "service_clients": service_clients(secrets),
        "postgres": [{"role": r, "password": p} for r, p in secrets["postgres"].items()],
        "rabbitmq": _broker_users(secrets),
    }


def service_clients(secrets: Secrets) -> list[dict[str, Any]]:
    """One client per service, in the form that auth_service's seed reads."""
    return [
        {
            "client_id": service.package,
            "client_secret": secrets["clients"][service.package],
            "scopes": list(service.scopes),
        }
        for service in SERVICES
    ]


def people_with_passwords(secrets: Secrets) -> list[dict[str, Any]]:
    """The demo people in the form that auth_service's seed reads."""
    return [{**p, "password": secrets["people"][p["username"]]} for p in demo_people()]


def _broker_users(secrets: Secrets) -> list[dict[str, str]]:
    admin = {"user": "admin", "password": secrets["rabbitmq"]["admin"], "vhost": INTERNAL}
    rows = {(permission.user, permission.vhost) for permission in permissions()}
    return [admin] + [
        {"user": user, "password": secrets["rabbitmq"][user], "vhost": vhost}
        for user, vhost in sorted(rows)
    ]
