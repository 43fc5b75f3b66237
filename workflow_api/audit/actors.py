"""Who is behind a change: a person, another program, or a rule of this service."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from shared.http.clients import client_address
from shared.identity.caller import Caller
from workflow_api.audit.models import AuditEvent

if TYPE_CHECKING:
    from rest_framework.request import Request

Kind = AuditEvent.ActorKind
MAX_AGENT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`id` is a user id and empty for programs and rules."""

    kind: str
    name: str
    id: int | None = None
    address: str | None = None
    user_agent: str = ""

    @classmethod
    def system(cls, rule: str) -> Self:
        """The rule of this service that decided, such as `round_robin`."""
        return cls(kind=Kind.SYSTEM, name=rule)

    @classmethod
    def service(cls, name: str) -> Self:
        return cls(kind=Kind.SERVICE, name=name)

    @classmethod
    def of(cls, request: "Request") -> Self:
        """The signed-in caller, with the address they called from."""
        caller = caller_of(request)
        return cls(
            kind=Kind.SERVICE if caller.is_service else Kind.PERSON,
            id=None if caller.is_service else caller.id,
            name=caller.client_id if caller.is_service else caller.full_name or caller.username,
            address=client_address(request) or None,
            user_agent=request.headers.get("User-Agent", "")[:MAX_AGENT],
        )


def caller_of(request: "Request") -> Caller:
    """The verified caller; views are reached by nobody else."""
    assert isinstance(request.user, Caller)
    return request.user
