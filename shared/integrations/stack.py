"""The one stack around every call to another system."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Generic

import structlog

from shared.integrations.adapter import Adapter, CallContext, Request, Response
from shared.integrations.breaker import Breaker
from shared.integrations.errors import Garbled, IntegrationError, InvalidRequest, Throttled
from shared.integrations.limiter import TokenBucket
from shared.integrations.policies import POLICIES, Policy
from shared.integrations.retrying import Sleep, repeat

log = structlog.get_logger()


class Integration(Generic[Request, Response]):
    """An adapter behind rate limit, breaker and retries, as its policy's row says.

    All operations of one partner share its limit and its breaker.
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
        self._sleep = sleep

    def call(self, request: Request, context: CallContext) -> Response:
        """The partner's answer in our words; one IntegrationError when there is none."""
        began = time.monotonic()
        try:
            answer = self._call(request, replace(context, timeout=self.policy.timeout))
        except IntegrationError as error:
            self._log("failure", began, context, error)
            raise
        self._log("success", began, context)
        return answer

    def _call(self, request: Request, context: CallContext) -> Response:
        if problems := self.adapter.validate(request):
            raise InvalidRequest(problems)
        if wait := self._bucket.take():
            raise Throttled(self.adapter.policy, wait)
        return self.breaker.call(self._sequence, request, context)

    def _sequence(self, request: Request, context: CallContext) -> Response:
        attempt = partial(self._attempt, request, context)
        return repeat(self.policy, attempt, sleep=self._sleep)

    def _attempt(self, request: Request, context: CallContext, number: int) -> Response:
        raw = self.adapter.execute(request, replace(context, attempt=number))
        try:
            return self.adapter.transform(raw)
        except (KeyError, TypeError, ValueError) as error:
            raise Garbled(f"Unexpected answer: {type(error).__name__} {error}") from error

    def _log(
        self,
        status: str,
        began: float,
        context: CallContext,
        error: IntegrationError | None = None,
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
            duration_ms=round((time.monotonic() - began) * 1000),
            idempotency_key=context.idempotency_key,
            **fault,
        )
