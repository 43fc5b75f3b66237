"""Breakers and buckets of a test's own: everybody's tests share one Redis."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shared.integrations import breaker, limiter
from shared.integrations.redis import client


@contextmanager
def own_circuits(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yields the prefix under which the names of policies keep their circuits in Redis."""
    mine, redis = f"tts:test:{uuid.uuid4()}:", client()
    monkeypatch.setattr(breaker, "PREFIX", f"{mine}circuit:")
    monkeypatch.setattr(limiter, "PREFIX", f"{mine}bucket:")
    yield f"{mine}circuit:"
    if left := list(redis.scan_iter(f"{mine}*")):
        redis.delete(*left)
