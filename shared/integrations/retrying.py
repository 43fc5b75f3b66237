"""Repeating what may succeed later."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type
from tenacity.stop import stop_base

from shared.integrations.errors import Postponed, Retryable
from shared.integrations.policies import Policy

T = TypeVar("T")
Sleep = Callable[[float], None]


def postpone(seconds: float) -> None:
    """A `sleep` for callers who would rather come back than wait."""
    raise Postponed(seconds)


def repeat(
    policy: Policy, attempt: Callable[[int], T], *, first: int = 1, sleep: Sleep = time.sleep
) -> T:
    """Call `attempt(n)`, n from `first`, until it does not raise Retryable; the last is raised on.

    A partner's Retry-After is honoured; when it is longer than our longest wait, we give up at
    once instead of keeping a worker.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(Retryable),
        stop=_Stop(policy, first),
        wait=lambda state: _pause(policy, _number(first, state), state),
        sleep=sleep,
        reraise=True,
    )
    for step in retrying:
        with step:
            answer = attempt(_number(first, step.retry_state))
    return answer


def _number(first: int, state: RetryCallState) -> int:
    return first + state.attempt_number - 1


class _Stop(stop_base):
    def __init__(self, policy: Policy, first: int) -> None:
        self._policy = policy
        self._first = first

    def __call__(self, state: RetryCallState) -> bool:
        too_long = _asked(state) > self._policy.longest_wait
        return _number(self._first, state) > self._policy.retries or too_long


def _pause(policy: Policy, number: int, state: RetryCallState) -> float:
    jitter = random.uniform(1, 1 + policy.jitter)  # noqa: S311  jitter, no secret
    return max(_asked(state), policy.wait(number) * jitter)


def _asked(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, Retryable) else 0.0
