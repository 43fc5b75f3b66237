"""From where a person has signed in before."""

import hashlib
import ipaddress
import re

from auth_service.alerts.models import KnownTrait
from auth_service.tokens.clients import Client

_VERSIONS = re.compile(r"[\d._]+")


def traits_of(client: Client) -> set[str]:
    """Digests of the device and of the network."""
    # A browser that was updated, or a router with a new address, is no news.
    device = _VERSIONS.sub("", client.user_agent)
    return {_digest(f"device:{device}"), _digest(f"network:{_network(client.address)}")}


def known_place(user_id: int | None, client: Client) -> str:
    """A word for the client's device and network when the person has signed in there before."""
    traits = sorted(traits_of(client))
    known = KnownTrait.objects.filter(user=user_id, digest__in=traits).count()
    return _digest(" ".join(traits)) if known == len(traits) else ""


def _network(address: str) -> str:
    if not address:
        return ""
    bits = 24 if ipaddress.ip_address(address).version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
