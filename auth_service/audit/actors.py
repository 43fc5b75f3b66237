"""Who is behind a change: a person, a program, whoever is not signed in yet, or a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Self

from django.http import HttpRequest, HttpResponse

from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from shared.http.clients import client_address
from shared.identity.caller import Caller

Kind = AuditEvent.ActorKind
MAX_AGENT = 300
_request: ContextVar[HttpRequest | None] = ContextVar("auth_audit_request", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`id` is a user id, and None for everybody but people."""

    kind: str
    name: str
    id: int | None = None
    address: str | None = None
    user_agent: str = ""

    @classmethod
    def current(cls) -> Self:
        """The caller of the request that is being answered; outside of requests, the system."""
        request = _request.get()
        if request is None:
            return cls(kind=Kind.SYSTEM, name="auth_service")
        caller = getattr(request, "user", None)
        kind, name, user_id = _described(caller if isinstance(caller, Caller) else None)
        return cls(
            kind=kind,
            name=name,
            id=user_id,
            address=client_address(request) or None,
            user_agent=request.headers.get("User-Agent", "")[:MAX_AGENT],
        )

    @classmethod
    def person(cls, user: User) -> "Actor":
        """A person who is proving who they are in this very request."""
        name = user.full_name or user.username
        return replace(cls.current(), kind=Kind.PERSON, id=user.pk, name=name)


def _described(caller: Caller | None) -> tuple[str, str, int | None]:
    if caller is None:
        return Kind.NOBODY, "not signed in", None
    if caller.is_service:
        return Kind.SERVICE, caller.client_id, None
    return Kind.PERSON, caller.full_name or caller.username, caller.id


class ActorMiddleware:
    """Lets services name who acts without handing the request through every function."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with _answering(request):
            return self._get_response(request)


@contextmanager
def _answering(request: HttpRequest) -> Iterator[None]:
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)
