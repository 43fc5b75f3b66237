"""The demo people as readers: their tokens, and who they are."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from deploy.bench.subject import Subject
from deploy.clients import Http, People


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody signed in."""

    token: str

    @property
    def claims(self) -> dict[str, Any]:
        """What the token says, unverified: it is our own."""
        text = self.token.split(".")[1]
        padded = text + "=" * (-len(text) % 4)
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(padded))
        return claims

    @property
    def user_id(self) -> int:
        return int(self.claims["user_id"])

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def readers(subject: Subject) -> list[Reader]:
    """All demo people, signed in."""
    passwords = subject.secrets["people"]
    people = People(Http(), subject.url("auth"), passwords)
    return [Reader(people.token(name)) for name in passwords]
