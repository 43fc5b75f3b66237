"""On whose behalf a job acts, long after the request that asked for it."""

from typing import Any

from shared.identity.caller import TTS, Caller
from workflow_api.audit.actors import Actor, Kind
from workflow_api.bulk.models import BulkJob
from workflow_api.roles.models import RoleMember


def remembered(caller: Caller, actor: Actor) -> dict[str, Any]:
    """What a job keeps of the person who asked for it."""
    return {
        "username": caller.username,
        "email": caller.email,
        "full_name": caller.full_name,
        "department": str(caller.claims.get("department") or ""),
        "roles": sorted(caller.role_names()),
        "address": actor.address,
        "user_agent": actor.user_agent,
    }


def caller_of(job: BulkJob) -> Caller:
    """The person with the roles of then that they still have: who lost one acts no more."""
    held = RoleMember.objects.of_tts().filter(user_id=job.owner_id)
    found = dict(held.values_list("role__name", "department"))
    still = found.keys() & set(job.owner["roles"])
    known = [where for where in found.values() if where is not None]
    return Caller(
        id=job.owner_id,
        username=job.owner["username"],
        email=job.owner["email"],
        full_name=job.owner["full_name"],
        roles=frozenset((TTS, role) for role in still),
        # Whoever changed the department meanwhile acts for the new one.
        claims={"department": known[0] if known else job.owner["department"]},
    )


def actor_of(job: BulkJob) -> Actor:
    return Actor(
        kind=Kind.PERSON,
        id=job.owner_id,
        name=job.owner["full_name"] or job.owner["username"],
        address=job.owner["address"],
        user_agent=job.owner["user_agent"],
    )
