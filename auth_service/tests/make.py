"""People, keys and signed-in clients for the tests of every app."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection

from auth_service.access.models import Role, RoleAssignment, System
from auth_service.access.seeding import seed
from auth_service.access.services import grant_role
from auth_service.accounts.models import User
from auth_service.tokens import keys
from auth_service.tokens.models import ServiceClient, SigningKey
from shared.contracts.notifications import SendEmail
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import outbox_messages

PASSWORD = "correct horse battery staple"
SECRET = "a secret that only the program knows"
PAGE = settings.PUBLIC_URL


@dataclass(slots=True)
class World:
    admin: User
    auditor: User
    agent: User


class Clock:
    def __init__(self) -> None:
        self._now = datetime.now(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, **duration: float) -> None:
        self._now += timedelta(**duration)


@cache
def _hash(password: str) -> str:
    return make_password(password)


@cache
def _pair(state: str) -> tuple[str, str, dict[str, Any]]:
    """Key pairs are dear: each is made once per run and stored again for every test."""
    key = keys.make_key(SigningKey.State(state))
    made = key.kid, key.private_key, key.public_key
    key.delete()
    return made


def make_key_ring() -> None:
    """Keys as young as the test, in place of those that came with the people."""
    SigningKey.objects.all().delete()
    for state in ("current", "next"):
        kid, private_key, public_key = _pair(state)
        SigningKey.objects.create(
            kid=kid, state=state, private_key=private_key, public_key=public_key
        )


def make_world() -> World:
    """Fresh signing keys, the roles of the catalogue and one person per kind."""
    make_key_ring()
    return find_people() or make_people()


def make_people() -> World:
    seed(people=[], clients=[])
    return World(
        admin=make_person("admin", "Admin"),
        auditor=make_person("auditor", "Auditor"),
        agent=make_person("maria.reyes", "IT Support"),
    )


def find_people() -> World | None:
    """Those who are there already."""
    people = {user.username: user for user in User.objects.all()}
    if not people:
        return None
    return World(people["admin"], people["auditor"], people["maria.reyes"])


def clear() -> None:
    """Delete a world that is kept; for a test, whose end brings it back."""
    for model in (OutboxMessage, RoleAssignment, Role, System, User, SigningKey):
        model.objects.all().delete()


def make_person(username: str, *roles: str, **facts: Any) -> User:
    """A person with PASSWORD and TTS roles."""
    user = User.objects.create(
        **{
            "username": username,
            "email": f"{username}@example.com",
            "full_name": username.replace(".", " ").title(),
            "department": "IT",
            "password": _hash(PASSWORD),
            **facts,
        }
    )
    for name in roles:
        grant_role(user_id=user.pk, role_id=role(name).pk)
    return user


def role(name: str, system: str = "TTS") -> Role:
    return Role.objects.get(name=name, system__name=system)


def make_program(client_id: str, *scopes: str) -> ServiceClient:
    """A service client with SECRET."""
    return ServiceClient.objects.create(
        client_id=client_id, secret=_hash(SECRET), scopes=list(scopes)
    )


def sign_in(username: str, password: str = PASSWORD, **headers: str) -> dict[str, Any]:
    """The answer's body of a successful sign-in."""
    body = {"username": username, "password": password}
    response = make_client().post("/token/", body, headers=headers)
    assert response.status_code == 200, response.json()
    answer: dict[str, Any] = response.json()
    return answer


def bearer(token: str) -> Any:
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def client_of(user: User) -> Any:
    """A client signed in as the person."""
    return bearer(sign_in(user.username)["access"])


def program(client_id: str, *scopes: str) -> Any:
    """A client with the token of a service that has these scopes."""
    make_program(client_id, *scopes)
    body = {"client_id": client_id, "client_secret": SECRET}
    return bearer(make_client().post("/token/service/", body).json()["access_token"])


def browser(username: str) -> Any:
    """A client signed in with cookies; unsafe requests need `own_page(client)` as headers."""
    client = make_client()
    body = {"username": username, "password": PASSWORD}
    response = client.post("/token/?cookie=1", body, headers={"Origin": PAGE})
    assert response.status_code == 200, response.json()
    return client


def own_page(client: Any) -> dict[str, str]:
    return {"Origin": PAGE, "X-CSRFToken": client.cookies["csrftoken"].value}


def mails(notification_type: str = "", to: str = "") -> list[SendEmail]:
    """Mails on their way to notification_service, the oldest first."""
    sent = outbox_messages(SendEmail)
    return [
        mail
        for mail in sent
        if notification_type in ("", mail.notification_type) and to in ("", mail.to)
    ]


def mailed_token(notification_type: str, to: str = "") -> str:
    """The token of the link in the newest such mail."""
    link: str = mails(notification_type, to)[-1].metadata["secret_link"]
    return link.partition("?token=")[2]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """The results of acts that start together, each on a connection of its own."""
    start = threading.Barrier(len(acts), timeout=10)

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
