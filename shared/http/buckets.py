"""Token buckets: shared through Redis, each process's own while Redis is away."""

import math
import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from shared.http.rates import Rate

# Limiting must never cost more than what it limits.
REDIS_TIMEOUT_SECONDS = 0.25
ASK_AGAIN_SECONDS = 5.0
LOCAL_BUCKETS = 10_000
# Redis's own clock counts: those of the web processes may differ.
SCRIPT = """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(kept[1]) or burst
local elapsed = math.max(0, now - (tonumber(kept[2]) or now))
tokens = math.min(burst, tokens + elapsed * rate)
local allowed = 0
if tokens >= 1 then
  allowed = 1
  tokens = tokens - 1
end
local left = string.format('%.6f', tokens)
redis.call('HSET', KEYS[1], 'tokens', left, 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(burst / rate) + 1)
return {allowed, left}
"""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Taken:
    """The outcome of taking one token; `tokens` are left."""

    rate: Rate
    allowed: bool
    tokens: float

    @property
    def remaining(self) -> int:
        return int(self.tokens)

    @property
    def full_in(self) -> int:
        """Seconds until everything is allowed again."""
        return math.ceil((self.rate.burst - self.tokens) / self.rate.per_second)

    @property
    def retry_after(self) -> int:
        """Seconds until there is a token again."""
        return max(1, math.ceil((1 - self.tokens) / self.rate.per_second))


def take(name: str, rate: Rate) -> Taken:
    """Take a token out of the bucket `name` of this service."""
    return _shared().take(f"tts:rate:{settings.SERVICE}:{name}", rate)


@cache
def _shared() -> "Buckets":
    return Buckets(settings.REDIS_URL)


class Buckets:
    """Thread-safe."""

    def __init__(self, url: str) -> None:
        self._redis: Any = redis.Redis.from_url(
            url,
            socket_timeout=REDIS_TIMEOUT_SECONDS,
            socket_connect_timeout=REDIS_TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._script = self._redis.register_script(SCRIPT)
        self._local = LocalBuckets()
        self._ask_from = float("-inf")

    def take(self, key: str, rate: Rate) -> Taken:
        if time.monotonic() < self._ask_from:
            return self._local.take(key, rate)
        try:
            allowed, tokens = self._script(keys=[key], args=[rate.per_second, rate.burst])
        except redis.RedisError as error:
            self._ask_from = time.monotonic() + ASK_AGAIN_SECONDS
            log.warning("rate_limits_per_process", error_message=str(error))
            return self._local.take(key, rate)
        return Taken(rate, bool(allowed), float(tokens))


class LocalBuckets:
    """Buckets of this process alone."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str, rate: Rate) -> Taken:
        now = time.monotonic()
        with self._lock:
            # Out and in again: the first in the dictionary is the one longest untouched.
            tokens, at = self._kept.pop(key, (float(rate.burst), now))
            tokens = min(rate.burst, tokens + (now - at) * rate.per_second)
            allowed = tokens >= 1
            self._kept[key] = (tokens - allowed, now)
            if len(self._kept) > LOCAL_BUCKETS:
                del self._kept[next(iter(self._kept))]
        return Taken(rate, allowed, tokens - allowed)
