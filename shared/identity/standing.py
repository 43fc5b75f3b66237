"""What TTS's roles make of somebody, in every service alike."""

from typing import Final

from shared.identity.caller import Caller
from shared.identity.rights import NAMED, Kind

# Nothing waits in a queue of theirs; every other role of TTS is a step's.
NO_STEP_ROLES: Final = frozenset(NAMED)


def step_roles(caller: Caller) -> frozenset[str]:
    """The roles whose queues a person works on."""
    return caller.role_names() - NO_STEP_ROLES


def works_here(caller: Caller) -> bool:
    """Whether somebody has any role but that of a requester."""
    return bool(caller.role_names() - {Kind.REQUESTER})


def managed_department(caller: Caller) -> str:
    """The department a Manager answers for, as their token says; empty for anybody else."""
    named = caller.claims.get("department") if caller.has_role(Kind.MANAGER) else ""
    return str(named or "").strip()
