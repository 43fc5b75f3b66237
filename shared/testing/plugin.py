"""Pytest plugin of the whole repository: services under test verify with a throw-away key."""

import os

from shared.testing.keys import write_key_set

os.environ["TTS_JWKS_FILE"] = str(write_key_set())
os.environ.setdefault("TTS_LOG_LEVEL", "CRITICAL")
