"""The one stack around every call to another system."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Generic, TypeVar

import structlog

from shared.integrations import metrics, statistics
from shared.integrations.adapter import Adapter, CallContext, Health, Request, Response
from shared.integrations.breaker import Breaker
from shared.integrations.errors import (
    BreakerOpen,
    Garbled,
    IntegrationError,
    InvalidRequest,
    NotYet,
    Refused,
    Retryable,
    Throttled,
)
from shared.integrations.limiter import TokenBucket
from shared.integrations.policies import POLICIES, PROBE_MARGIN_SECONDS, Policy
from shared.integrations.remembering import Memory
from shared.integrations.retrying import Sleep, repeat

T = TypeVar("T")
log = structlog.get_logger()
# These say nothing about the system.
OURS = (InvalidRequest, NotYet)


class Integration(Generic[Request, Response]):
    """An adapter behind rate limit, breaker, retries and memory, as its policy's row says.

    All operations of one partner share its limit and its breaker. With `sleep=postpone` a call
    makes one attempt and raises Postponed when there are more to come.
    """

    def __init__(
        self,
        adapter: Adapter[Request, Response],
        *,
        policy: Policy | None = None,
        sleep: Sleep = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.adapter = adapter
        self.policy = policy or POLICIES[adapter.policy]
        self.breaker = Breaker(adapter.policy, self.policy, now=now)
        self._bucket = TokenBucket(adapter.policy, self.policy)
        self._memory = Memory(
            f"{adapter.policy}:{adapter.adapter_id}", self.policy.timeout + PROBE_MARGIN_SECONDS
        )
        self._sleep = sleep

    def call(self, request: Request, context: CallContext) -> Response:
        """The partner's answer in our words; one IntegrationError when there is none."""
        return self._observed(context, lambda: self._call(request, self._within(context)))

    def test(self, context: CallContext) -> Health:
        """The partner's health, asked through limit and breaker: good probes close that."""
        try:
            return self._observed(context, self._test)
        except IntegrationError as error:
            return Health("fail", 0, str(error))

    def _within(self, context: CallContext) -> CallContext:
        return replace(context, timeout=self.policy.timeout)

    def _call(self, request: Request, context: CallContext) -> Response:
        if problems := self.adapter.validate(request):
            raise InvalidRequest(problems)
        known = self._memory.recall(context.idempotency_key, request)
        if known is not None:
            return self.adapter.transform(known)
        self._take_token()
        return self.breaker.call(self._sequence, request, context)

    def _test(self) -> Health:
        self._take_token()
        return self.breaker.call(self._probe)

    def _probe(self) -> Health:
        health = self.adapter.health_check()
        if health.status == "fail":
            raise Retryable(health.message)
        return health

    def _take_token(self) -> None:
        if wait := self._bucket.take():
            raise Throttled(self.adapter.policy, wait)

    def _sequence(self, request: Request, context: CallContext) -> Response:
        attempt = partial(self._attempt, request, context)
        return repeat(self.policy, attempt, first=context.attempt, sleep=self._sleep)

    def _attempt(self, request: Request, context: CallContext, number: int) -> Response:
        if number > 1:
            metrics.count(metrics.RETRIES.one(adapter_id=self.adapter.policy))
        context = replace(context, attempt=number)
        raw = self._memory.once(
            context.idempotency_key, request, lambda: self._asked(request, context)
        )
        return self.adapter.transform(raw)

    def _asked(self, request: Request, context: CallContext) -> Any:
        """The raw answer, once it is known to be readable."""
        raw = self.adapter.execute(request, context)
        try:
            self.adapter.transform(raw)
        except (KeyError, TypeError, ValueError) as error:
            raise Garbled(f"Unexpected answer: {type(error).__name__} {error}") from error
        return raw

    def _observed(self, context: CallContext, call: Callable[[], T]) -> T:
        began = time.monotonic()
        try:
            answer = call()
        except IntegrationError as error:
            self._tell(_status(error), time.monotonic() - began, context, error)
            raise
        self._tell("success", time.monotonic() - began, context)
        return answer

    def _tell(
        self,
        status: str,
        seconds: float,
        context: CallContext,
        error: IntegrationError | None = None,
    ) -> None:
        self._log(status, seconds, context, error)
        if isinstance(error, OURS):
            return
        system = self.adapter.policy
        events = [metrics.REQUESTS.one(adapter_id=system, status=status)]
        if error:
            events.append(metrics.ERRORS.one(adapter_id=system, error_type=error.code))
        if not isinstance(error, BreakerOpen):
            events.append(metrics.SECONDS.of(seconds, adapter_id=system))
            statistics.note(system, seconds=seconds, failed=status == "failure")
        metrics.count(*events)

    def _log(
        self,
        status: str,
        seconds: float,
        context: CallContext,
        error: IntegrationError | None,
    ) -> None:
        fault = {"error_code": error.code, "error_message": str(error)} if error else {}
        log.log(
            30 if error else 20,
            "integration_called",
            integration=self.adapter.policy,
            operation=self.adapter.adapter_id,
            adapter_version=self.adapter.version,
            user_id=context.user_id,
            status=status,
            attempt=context.attempt,
            duration_ms=round(seconds * 1000),
            idempotency_key=context.idempotency_key,
            **fault,
        )


def _status(error: IntegrationError) -> str:
    if isinstance(error, Refused):
        return "refused"
    return "postponed" if isinstance(error, NotYet) else "failure"
