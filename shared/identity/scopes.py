"""What a service's token may open (each view names what it asks for)."""

from typing import Final

SERVICE_SCOPES: Final = (
    "users.read",
    "roles.read",
    "revocations.read",
    "api_keys.read",
    "notices.read",
    "tickets.access",
    "tickets.read",
    "tickets.write",
    "workflows.read",
)
