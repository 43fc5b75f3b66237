"""Who is asking: a person or a service, as its verified token says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

TTS = "TTS"
API_KEY = "key:"


@dataclass(frozen=True, slots=True)
class Caller:
    """`roles` are (system, role) pairs of a person; `scopes` belong to services."""

    id: int
    username: str
    email: str = ""
    full_name: str = ""
    roles: frozenset[tuple[str, str]] = frozenset()
    client_id: str = ""
    scopes: frozenset[str] = frozenset()
    claims: Mapping[str, Any] = field(default_factory=dict, compare=False)

    is_authenticated = True
    is_anonymous = False

    @property
    def is_service(self) -> bool:
        return bool(self.client_id)

    @property
    def has_api_key(self) -> bool:
        """Whether this is a program of somebody else that came with an API key."""
        return self.client_id.startswith(API_KEY)

    @property
    def key_id(self) -> str | None:
        """The id of the API key, which stays when its text is exchanged."""
        return self.claims.get("api_key_id") if self.has_api_key else None

    @property
    def pk(self) -> int:
        return self.id

    def has_role(self, *names: str, system: str = TTS) -> bool:
        """Whether the person has one of the roles in `system`."""
        return any((system, name) in self.roles for name in names)

    def has_scope(self, *scopes: str) -> bool:
        """Whether this is a service that was granted one of the scopes."""
        return self.is_service and any(scope in self.scopes for scope in scopes)

    def role_names(self, system: str = TTS) -> frozenset[str]:
        return frozenset(name for of, name in self.roles if of == system)


def caller_of(request: Any) -> Caller:
    """Who asks; authentication has put it there."""
    return cast(Caller, request.user)


def caller_from(claims: Mapping[str, Any]) -> Caller:
    """The caller that verified claims describe."""
    if claims.get("token_type") == "service":
        client = str(claims["client_id"])
        scopes = frozenset(claims.get("scopes", ()))
        return Caller(id=0, username=client, client_id=client, scopes=scopes, claims=claims)
    roles = frozenset((str(r["system"]), str(r["role"])) for r in claims.get("roles", ()))
    return Caller(
        id=int(claims["user_id"]),
        username=str(claims["username"]),
        email=str(claims.get("email", "")),
        full_name=str(claims.get("full_name", "")),
        roles=roles,
        claims=claims,
    )
