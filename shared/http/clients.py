"""Who and where a request comes from."""

import ipaddress
from functools import lru_cache
from typing import Any

from django.conf import settings

from shared.identity.caller import Caller


def name_of(request: Any) -> str:
    """The caller in one word: a person, a program, or whoever is at an address."""
    caller = getattr(request, "user", None)
    if not isinstance(caller, Caller):
        return f"address:{client_address(request)}"
    return f"client:{caller.client_id}" if caller.is_service else f"user:{caller.id}"


def client_address(request: Any) -> str:
    """The address of the client as our own gateway saw it; empty when it is not known."""
    peer = _valid(request.META.get("REMOTE_ADDR") or "")
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
