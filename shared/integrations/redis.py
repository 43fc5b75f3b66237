"""Redis for state that processes share, and that each can keep for itself while Redis is away."""

from functools import lru_cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

# A call must not wait for its limiter longer than for its partner.
TIMEOUT_SECONDS = 0.5


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        # The client's own three retries would make a Redis that hangs cost four time-outs.
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
    )


def key(*parts: str) -> str:
    """The name of a key of ours in Redis."""
    return settings.REDIS_PREFIX + ":".join(("integration", *parts))


def client() -> redis.Redis:
    """The process's connection pool to settings.REDIS_URL; connects on first use."""
    return _client(settings.REDIS_URL)
