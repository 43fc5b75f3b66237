"""Role changes from auth_service, in the canonical and the older form."""

from shared.contracts.roles import SyncAssignment, SyncAvailability, SyncLegacy, SyncRole
from shared.inbox.registry import handles
from workflow_api.roles import services


@handles(SyncRole)
def take_role(message: SyncRole) -> None:
    services.sync_role(content=message.payload["role"])


@handles(SyncAssignment)
def take_assignment(message: SyncAssignment) -> None:
    services.sync_assignment(content=message.payload["user_system_role"])


@handles(SyncAvailability)
def take_availability(message: SyncAvailability) -> None:
    services.sync_availability(content=message.payload["availability"])


@handles(SyncLegacy)
def take_older_form(message: SyncLegacy) -> None:
    if message.role_data is not None:
        services.sync_role(content=message.role_data)
    if message.user_data is not None:
        services.sync_person(content=message.user_data)
