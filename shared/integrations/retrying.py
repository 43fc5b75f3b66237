"""Repeating what may succeed later."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type
from tenacity.stop import stop_base

from shared.integrations.errors import Retryable
from shared.integrations.policies import Policy

T = TypeVar("T")
Sleep = Callable[[float], None]


def repeat(policy: Policy, attempt: Callable[[int], T], *, sleep: Sleep = time.sleep) -> T:
    """Call `attempt(n)`, n from 1, until it does not raise Retryable; the last one is raised on.

    A partner's Retry-After is honoured; when it is longer than our longest wait, we give up at
    once instead of keeping a worker.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(Retryable),
        stop=_Stop(policy),
        wait=lambda state: _pause(policy, state),
        sleep=sleep,
        reraise=True,
    )
    for step in retrying:
        with step:
            answer = attempt(step.retry_state.attempt_number)
    return answer


class _Stop(stop_base):
    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def __call__(self, state: RetryCallState) -> bool:
        too_long = _asked(state) > self._policy.longest_wait
        return state.attempt_number > self._policy.retries or too_long


def _pause(policy: Policy, state: RetryCallState) -> float:
    jitter = random.uniform(1, 1 + policy.jitter)  # noqa: S311  jitter, no secret
    return max(_asked(state), policy.wait(state.attempt_number) * jitter)


def _asked(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, Retryable) else 0.0
