"""Personas, tokens and clients for tests."""

import time
import uuid
from typing import Any

import jwt

from shared.identity.caller import Caller
from shared.testing.keys import KID, PRIVATE_KEY

LIFETIME_SECONDS = 900


def person(user_id: int, username: str, *roles: str, system: str = "TTS") -> Caller:
    """A person with TTS roles; the address is `<username>@example.com`."""
    return Caller(
        id=user_id,
        username=username,
        email=f"{username}@example.com",
        full_name=username.replace(".", " ").title(),
        roles=frozenset((system, role) for role in roles),
    )


ADMIN = person(1, "admin", "Admin")
AUDITOR = person(2, "auditor", "Auditor")
MANAGER = person(3, "manager", "Manager")
COORDINATOR = person(4, "coordinator", "Ticket Coordinator")
ALICE = person(11, "alice", "IT Support")
BOB = person(12, "bob", "IT Support")
CAROL = person(13, "carol", "Network Engineer")
ANA = person(21, "ana.cruz", "Requester")
BEN = person(22, "ben.okafor", "Requester")


def claims_of(caller: Caller, **changes: Any) -> dict[str, Any]:
    now = int(time.time())
    common = {
        "iss": "tts-auth",
        "aud": "tts",
        "iat": now,
        "exp": now + LIFETIME_SECONDS,
        "jti": uuid.uuid4().hex,
    }
    if caller.is_service:
        own: dict[str, Any] = {
            "sub": caller.client_id,
            "client_id": caller.client_id,
            "scopes": sorted(caller.scopes),
            "token_type": "service",
        }
    else:
        own = {
            "sub": str(caller.id),
            "user_id": caller.id,
            "username": caller.username,
            "email": caller.email,
            "full_name": caller.full_name,
            "roles": [{"system": s, "role": r} for s, r in sorted(caller.roles)],
            "token_version": 1,
            "sid": f"session-of-{caller.username}",
            "token_type": "access",
        }
    return {**common, **own, **changes}


def token_of(caller: Caller, **changes: Any) -> str:
    """A token signed like auth_service's; `changes` replace claims."""
    return jwt.encode(claims_of(caller, **changes), PRIVATE_KEY, "RS256", headers={"kid": KID})


def make_client(caller: Caller | None = None) -> Any:
    """An API client carrying the caller's token, or none."""
    from rest_framework.test import APIClient

    client = APIClient(raise_request_exception=False)
    if caller is not None:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(caller)}")
    return client


def service_client(client_id: str, *scopes: str) -> Any:
    """An API client of a service with `scopes`."""
    caller = Caller(id=0, username=client_id, client_id=client_id, scopes=frozenset(scopes))
    return make_client(caller)
