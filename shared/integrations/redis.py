"""Redis for state that processes share, and that each can keep for itself while Redis is away."""

from functools import lru_cache

import redis
from django.conf import settings

# A call must not wait for its limiter longer than for its partner.
TIMEOUT_SECONDS = 0.5


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        decode_responses=True,
    )


def client() -> redis.Redis:
    """The process's connection pool to settings.REDIS_URL; connects on first use."""
    return _client(settings.REDIS_URL)
