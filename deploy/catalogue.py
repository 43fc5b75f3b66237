"""What TTS consists of: its services and the processes each of them needs."""

from dataclasses import dataclass
from typing import Final

from shared.broker.topology import consumed_by


@dataclass(frozen=True, slots=True)
class Service:
    """A service of ours: `name` in URLs and process names, `package` in Python."""

    name: str
    package: str
    # What it may ask of the others with its own credential.
    scopes: tuple[str, ...] = ()
    periodic: bool = False

    @property
    def schema(self) -> str:
        return self.name

    @property
    def owner(self) -> str:
        """The database role that may change the schema."""
        return f"{self.schema}_owner"

    @property
    def app(self) -> str:
        """The database role that may only change rows."""
        return f"{self.schema}_app"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The processes of this service."""
        kinds = ["web", "relay"]
        if consumed_by(self.package):
            kinds.append("worker")
        return (*kinds, "schedule") if self.periodic else tuple(kinds)


_PEOPLE: Final = ("users.read", "roles.read", "revocations.read")
SERVICES: Final = (
    Service("auth", "auth_service", periodic=True),
    Service("workflow", "workflow_api", (*_PEOPLE, "notices.read"), periodic=True),
    Service(
        "ticket",
        "ticket_service",
        (*_PEOPLE, "tickets.access", "workflows.read", "api_keys.read"),
        periodic=True,
    ),
    Service("messaging", "messaging_service", (*_PEOPLE, "tickets.access"), periodic=True),
    Service("notification", "notification_service", (*_PEOPLE, "api_keys.read"), periodic=True),
)
SIMULATORS: Final = ("ams", "bms", "hdts", "mail", "office")
# Systems that steps of workflows ask; one simulator plays them all, each under its own address.
OFFICE_SYSTEMS: Final = ("sales", "erp", "esignature", "sms")


def service_named(name: str) -> Service:
    """The service called `name`, by its short name or its package."""
    return next(s for s in SERVICES if name in (s.name, s.package))


def heartbeat_name(service: Service, kind: str) -> str:
    return f"{service.package}-{kind}"
