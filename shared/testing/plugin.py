"""Pytest plugin of the whole repository: services under test verify with a throw-away key."""

import os
import uuid
from collections.abc import Iterator

# Settings hide it from whoever has not asked for traces; the tests of traces need it.
import opentelemetry  # noqa: F401
import pytest
from django.conf import settings
from django.test import override_settings

from shared.testing.keys import write_key_set

os.environ["TTS_JWKS_FILE"] = str(write_key_set())
os.environ["TTS_WATCH_REVOCATIONS"] = "false"
os.environ.setdefault("TTS_LOG_LEVEL", "CRITICAL")
# For the processes that tests start.
os.environ["TTS_REDIS_PREFIX"] = f"tts:test:{uuid.uuid4().hex}:"


@pytest.fixture(autouse=True)
def _own_breakers() -> Iterator[None]:
    """What one test did to a partner's breaker must not reach the next."""
    if not settings.configured:
        yield
        return
    with override_settings(REDIS_PREFIX=f"tts:test:{uuid.uuid4().hex}:"):
        yield
