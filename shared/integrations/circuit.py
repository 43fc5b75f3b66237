"""The rules of a circuit, without a clock, a lock or a network."""

from dataclasses import dataclass, replace

from circuitbreaker import STATE_CLOSED, STATE_HALF_OPEN, STATE_OPEN

from shared.integrations.policies import Policy


@dataclass(frozen=True, slots=True)
class Circuit:
    """`probing` calls are under way while half open; they count as dead after `probe_until`.

    `opened_at` is when it opened last, `down_since` when it left the closed state.
    """

    state: str = STATE_CLOSED
    failures: int = 0
    successes: int = 0
    opened_at: float = 0.0
    down_since: float = 0.0
    probing: int = 0
    probe_until: float = 0.0


def admit(circuit: Circuit, policy: Policy, now: float) -> tuple[Circuit, bool]:
    """The circuit after a caller asked to pass, and whether it may."""
    if circuit.state == STATE_CLOSED:
        return circuit, True
    if circuit.state == STATE_OPEN:
        if now < circuit.opened_at + policy.reset:
            return circuit, False
        circuit = replace(circuit, state=STATE_HALF_OPEN, successes=0, probing=0)
    alive = circuit.probing if now < circuit.probe_until else 0
    if alive >= policy.probes:
        return circuit, False
    return replace(circuit, probing=alive + 1, probe_until=now + policy.longest_call), True


def succeeded(circuit: Circuit, policy: Policy, *, probe: bool) -> Circuit:
    if circuit.state == STATE_CLOSED:
        return Circuit()
    if circuit.state == STATE_OPEN or not probe:
        return circuit
    done = circuit.successes + 1
    if done >= policy.successes:
        return Circuit()
    return replace(circuit, successes=done, probing=max(0, circuit.probing - 1))


def failed(circuit: Circuit, policy: Policy, now: float, *, probe: bool) -> Circuit:
    """A probe's failure opens at once; calls that began before the change decide nothing."""
    if circuit.state == STATE_OPEN or (circuit.state == STATE_HALF_OPEN and not probe):
        return circuit
    failures = circuit.failures + 1
    if probe or failures >= policy.failures:
        since = circuit.down_since or now
        return Circuit(state=STATE_OPEN, failures=failures, opened_at=now, down_since=since)
    return replace(circuit, failures=failures)


def undecided(circuit: Circuit, *, probe: bool) -> Circuit:
    """A call that ended in a fault of our own says nothing about the partner."""
    if not probe or circuit.state != STATE_HALF_OPEN:
        return circuit
    return replace(circuit, probing=max(0, circuit.probing - 1))
