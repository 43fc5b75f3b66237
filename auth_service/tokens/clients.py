"""Where a request comes from."""

import hashlib
from dataclasses import dataclass

from rest_framework.request import Request

from shared.http.clients import client_address

MAX_USER_AGENT = 300


@dataclass(frozen=True, slots=True)
class Client:
    """`address` is empty when it is not known."""

    address: str
    user_agent: str

    @property
    def fingerprint(self) -> str:
        """Equal for requests of the same browser or program."""
        return fingerprint(f"{self.address}|{self.user_agent}")


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def client_of(request: Request) -> Client:
    """The client of a request, seen through our own gateway."""
    user_agent = request.headers.get("User-Agent", "")[:MAX_USER_AGENT]
    return Client(address=client_address(request), user_agent=user_agent)
