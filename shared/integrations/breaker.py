"""The package `circuitbreaker`, taught what it lacks.

By itself it closes on the first success, lets everybody through while half open, takes unexpected
exceptions for successes and knows one process only (its source, 2.1.3).
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, Final, TypeVar

import redis
import structlog
from circuitbreaker import (
    STATE_CLOSED,
    STATE_HALF_OPEN,
    STATE_OPEN,
    CircuitBreaker,
    CircuitBreakerMonitor,
)

from shared.integrations import circuit as rules
from shared.integrations import notices
from shared.integrations.circuit import Circuit
from shared.integrations.errors import BreakerOpen, Garbled, Refused, Retryable
from shared.integrations.policies import Policy
from shared.integrations.redis import client, key

T = TypeVar("T")
# The number rises when a circuit gets other fields.
PLACE: Final = "circuit-2"
# A circuit that nobody has touched for so long is closed.
KEPT_SECONDS: Final = 24 * 3600
log = structlog.get_logger()


class Breaker(CircuitBreaker):
    """One circuit per partner, shared by all processes through Redis, local while it is away."""

    def __init__(self, name: str, policy: Policy, *, now: Callable[[], float] = time.time) -> None:
        super().__init__(policy.failures, policy.reset, (Retryable, Garbled), name)
        self._policy = policy
        self._now = now
        self._local = Circuit()
        self._lock = threading.Lock()
        CircuitBreakerMonitor.register(self)

    def call(self, func: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Run `func` if the circuit lets it pass (BreakerOpen otherwise) and count how it ended."""
        probe = self._admit()
        try:
            answer = func(*args, **kwargs)
        except (Retryable, Garbled):
            self._change(lambda seen: rules.failed(seen, self._policy, self._now(), probe=probe))
            raise
        except Refused:
            # Whoever refuses is alive.
            self._change(lambda seen: rules.succeeded(seen, self._policy, probe=probe))
            raise
        except BaseException:
            self._change(lambda seen: rules.undecided(seen, probe=probe))
            raise
        self._change(lambda seen: rules.succeeded(seen, self._policy, probe=probe))
        return answer

    def _admit(self) -> bool:
        """Whether this call is a probe; BreakerOpen when it may not pass."""
        passed = False

        def ask(seen: Circuit) -> Circuit:
            nonlocal passed
            after, passed = rules.admit(seen, self._policy, self._now())
            return after

        after = self._change(ask)
        if not passed:
            raise BreakerOpen(str(self.name), self._remaining(after))
        return bool(after.state == STATE_HALF_OPEN)

    def reset(self) -> None:
        """Close the circuit by hand."""
        self._change(lambda _: Circuit())

    def read(self) -> Circuit:
        """The circuit as of now: one whose time is over shows as half open."""
        circuit = self._change(lambda seen: seen)
        if circuit.state == STATE_OPEN and self._remaining(circuit) <= 0:
            return replace(circuit, state=STATE_HALF_OPEN)
        return circuit

    def _remaining(self, circuit: Circuit) -> float:
        return circuit.opened_at + self._policy.reset - self._now()

    def _change(self, change: Callable[[Circuit], Circuit]) -> Circuit:
        """Apply a rule to the shared circuit, or to the local one while Redis is away."""
        shared = True
        try:
            before, after = self._change_shared(change)
        except redis.RedisError as error:
            log.warning("breaker_is_local", integration=self.name, error_message=str(error))
            shared = False
            with self._lock:
                before, after = self._local, change(self._local)
        self._local = after
        if before.state != after.state:
            self._tell(before, after, shared=shared)
        return after

    def _change_shared(self, change: Callable[[Circuit], Circuit]) -> tuple[Circuit, Circuit]:
        place = key(PLACE, str(self.name))
        outcome = (Circuit(), Circuit())

        def compare_and_set(pipe: Any) -> None:
            nonlocal outcome
            stored = pipe.get(place)
            before = Circuit(**json.loads(stored)) if stored else Circuit()
            after = change(before)
            outcome = (before, after)
            pipe.multi()
            if after != before:
                pipe.set(place, json.dumps(asdict(after)), ex=KEPT_SECONDS)

        client().transaction(compare_and_set, place)
        return outcome

    def _tell(self, before: Circuit, after: Circuit, *, shared: bool) -> None:
        level = log.warning if after.state == STATE_OPEN else log.info
        level(
            "breaker_changed",
            integration=self.name,
            before=before.state,
            status=after.state,
            failures=after.failures,
        )
        notices.tell(str(self.name), before, after, shared=shared)

    @property
    def state(self) -> str:
        return str(self.read().state)

    @property
    def failure_count(self) -> int:
        return self.read().failures

    @property
    def opened(self) -> bool:
        return self.state == STATE_OPEN

    @property
    def closed(self) -> bool:
        return self.state == STATE_CLOSED
