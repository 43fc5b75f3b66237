"""What follows for people from what the parts said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from circuitbreaker import STATE_CLOSED

from shared.integrations.breaker import Breaker
from shared.integrations.policies import POLICIES
from workflow_api.system.probes import NEIGHBOURS, Found

# Below these, a delay is what people are used to.
OUTBOX_SECONDS: Final = 30.0
MAIL_SECONDS: Final = 120.0
# A service that answers while the processes behind it do not: what people notice of it.
BEHIND: Final = {
    "ticket": "ticket_updates",
    "messaging": "live_updates",
    "notification": "notices",
}
# Breakers of parts that have a name of their own here.
PARTS: Final = {"email": "mail", "auth": "auth"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One degraded part. `since` is None when nobody but the observer can know."""

    part: str
    detail: str
    delay: float | None = None
    since: datetime | None = None


def troubles(found: Mapping[str, Found]) -> Iterator[Trouble]:
    """What is degraded, the worst first. A part may be named more than once."""
    if fault := found["database"].fault:
        # Every service stores there: asking what they say about it would name one cause five times.
        yield Trouble("database", fault)
    else:
        yield from _services(found)
    yield from _broker(found)
    if fault := found["redis"].fault:
        yield Trouble("redis", fault)
    else:
        yield from _breakers()


def _services(found: Mapping[str, Found]) -> Iterator[Trouble]:
    if silent := found["database"].silent:
        yield Trouble("workflow", _silence(silent))
    for name in NEIGHBOURS:
        if fault := found[name].fault:
            yield Trouble(name, fault)
        elif (silent := found[name].silent) and name in BEHIND:
            yield Trouble(BEHIND[name], _silence(silent))
    mail = found["notification"].waiting.get("mail", 0)
    if mail > MAIL_SECONDS:
        yield Trouble("mail", f"The oldest waits for {mail:.0f} s", delay=mail)


def _broker(found: Mapping[str, Found]) -> Iterator[Trouble]:
    ages = {name: each.waiting.get("outbox", 0.0) for name, each in found.items()}
    slowest = max(ages, key=lambda name: ages[name])
    fault, age = found["broker"].fault, ages[slowest]
    if fault or age > OUTBOX_SECONDS:
        whose = "workflow" if slowest == "database" else slowest
        detail = fault or f"The outbox of {whose} waits for {age:.0f} s"
        yield Trouble("broker", detail, delay=age or None)


def _breakers() -> Iterator[Trouble]:
    """Breakers are shared, so those of all services can be read here."""
    for name, policy in POLICIES.items():
        circuit = Breaker(name, policy).read()
        if circuit.state != STATE_CLOSED:
            since = datetime.fromtimestamp(circuit.opened_at, UTC)
            text = f"The breaker is {circuit.state} after {circuit.failures} failures"
            yield Trouble(PARTS.get(name, name), text, since=since if circuit.opened_at else None)


def _silence(processes: tuple[str, ...]) -> str:
    return f"No sign of life from: {', '.join(processes)}"
