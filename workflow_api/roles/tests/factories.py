"""Roles with people in them, as auth_service would have told of them."""

from itertools import count

from shared.contracts.roles import SyncAssignment, SyncRole
from shared.identity.caller import Caller
from workflow_api.roles import services

_ids = count(1)


def role_content(role_id, name="IT Support", *, version=1, **changes):
    return {"id": role_id, "name": name, "system": "TTS", "version": version, **changes}


def assignment_content(role_id, person, *, version=1, **changes):
    return {
        "user_id": person.id,
        "role_id": role_id,
        "username": person.username,
        "user_full_name": person.full_name,
        "email": person.email,
        "is_active": True,
        "assigned_at": "2026-11-01T08:00:00+00:00",
        "version": version,
        **changes,
    }


def role_message(role_id, name="IT Support", **fields):
    return SyncRole(payload={"role": role_content(role_id, name, **fields)})


def assignment_message(role_id, person, **fields):
    return SyncAssignment(
        payload={"user_system_role": assignment_content(role_id, person, **fields)}
    )


def make_role(name: str, *people: Caller) -> int:
    """A role of TTS with `people` in it; returns its id."""
    role_id = next(_ids)
    services.sync_role(content=role_content(role_id, name))
    for person in people:
        services.sync_assignment(content=assignment_content(role_id, person))
    return role_id
