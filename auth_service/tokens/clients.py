"""Where a request comes from."""

import hashlib
import ipaddress
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from rest_framework.request import Request

MAX_USER_AGENT = 300


@dataclass(frozen=True, slots=True)
class Client:
    """`address` is empty when it is not known."""

    address: str
    user_agent: str

    @property
    def fingerprint(self) -> str:
        """Equal for requests of the same browser or program."""
        return hashlib.sha256(f"{self.address}|{self.user_agent}".encode()).hexdigest()


def client_of(request: Request) -> Client:
    """The client of a request, seen through our own gateway."""
    user_agent = request.headers.get("User-Agent", "")[:MAX_USER_AGENT]
    return Client(address=_address(request), user_agent=user_agent)


def _address(request: Request) -> str:
    peer = _valid(request.META.get("REMOTE_ADDR", ""))
    if not _trusted(peer):
        return peer
    # Only the last entry was written by our own proxy.
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    return _valid(forwarded) or peer


def _valid(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return ""


def _trusted(address: str) -> bool:
    networks = _networks(tuple(settings.TRUSTED_PROXIES))
    return bool(address) and any(ipaddress.ip_address(address) in network for network in networks)


@lru_cache(maxsize=4)
def _networks(names: tuple[str, ...]) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(name) for name in names]
