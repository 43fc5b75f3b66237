"""The token bucket: one in Redis for all processes, one in each while Redis is away."""

import threading
import time
from typing import Final

import redis
import structlog

from shared.integrations.policies import Policy
from shared.integrations.redis import client, key

# Redis's own clock, so that hosts need not agree on the time. Returns the seconds until a token is
# free, as text because Lua numbers come back as integers.
TAKE: Final = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(bucket[1]) or burst)
  + math.max(0, now - (tonumber(bucket[2]) or now)) * rate)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / rate end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(burst / rate) + 1)
return tostring(wait)
"""
log = structlog.get_logger()


class TokenBucket:
    """`policy.burst` calls at once, refilled by `policy.per_second`."""

    def __init__(self, name: str, policy: Policy) -> None:
        self._name = name
        self._policy = policy
        self._local = _LocalBucket(policy)

    def take(self) -> float:
        """Take a token. 0 when there was one, else the seconds until the next (nothing taken)."""
        if not self._policy.per_second:
            return 0.0
        arguments = (self._policy.burst, self._policy.per_second)
        try:
            return float(client().eval(TAKE, 1, key("bucket", self._name), *arguments))
        except redis.RedisError as error:
            log.warning("limiter_is_local", integration=self._name, error_message=str(error))
            return self._local.take(time.monotonic())


class _LocalBucket:
    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._tokens = float(policy.burst)
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def take(self, now: float) -> float:
        with self._lock:
            gained = max(0.0, now - self._at) * self._policy.per_second
            self._tokens, self._at = min(self._policy.burst, self._tokens + gained), now
            if self._tokens < 1:
                return (1 - self._tokens) / self._policy.per_second
            self._tokens -= 1
            return 0.0
