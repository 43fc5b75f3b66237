"""Lines between parts go bad, one kind of line after another."""

import time
from collections.abc import Callable

from deploy.catalogue import SERVICES
from deploy.chaos.faults import Chance, Fault
from deploy.chaos.proxy import Proxies, Toxics
from deploy.chaos.site import CLIENT, INFRASTRUCTURE, Site

SERVICE_PORTS = [service.name for service in SERVICES]
TURN_SECONDS = 6.0


def bad_lines(toxics: Toxics) -> Fault:
    """Every kind of line is bad for a few seconds; of each, all lines or a random one."""

    def fault(site: Site, seconds: float, chance: Chance) -> None:
        assert site.proxies is not None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for chosen in chance.sample(FAMILIES, len(FAMILIES)):
                lines = [name for name in site.proxies.names() if chosen(name)]
                if chance.random() < 0.5:
                    lines = [chance.choice(lines)]
                turn = min(TURN_SECONDS, max(1.0, deadline - time.monotonic()))
                _during(site.proxies, lines, toxics, turn)

    return fault


def _during(proxies: Proxies, lines: list[str], toxics: Toxics, seconds: float) -> None:
    try:
        for name in lines:
            proxies.become(name, toxics)
        time.sleep(seconds)
    finally:
        for name in lines:
            proxies.become(name, Toxics())


def _to(target: str) -> Callable[[str], bool]:
    return lambda name: name.endswith(f"→{target}") and not name.startswith(CLIENT)


def _of_clients(name: str) -> bool:
    return name.startswith(CLIENT)


def _among_services(name: str) -> bool:
    return not name.startswith(CLIENT) and name.partition("→")[2] in SERVICE_PORTS


FAMILIES: list[Callable[[str], bool]] = [
    *(_to(target.lower()) for target in INFRASTRUCTURE),
    _of_clients,
    _among_services,
]
