"""A TTS whose parts all answer; a test takes away what it is about."""

import pytest

from shared.heartbeat import Heartbeat
from shared.http.health import background_processes
from shared.integrations.breaker import PLACE
from shared.integrations.redis import key
from shared.testing.partner import Reply, partner
from workflow_api.system import api
from workflow_api.system.probes import NEIGHBOURS
from workflow_api.system.watching import Watch

AT_WORK = {"service": "neighbour", "waiting": [{"what": "outbox", "count": 0, "oldest_seconds": 0}]}


@pytest.fixture
def neighbour(settings):
    """One partner in place of all four neighbours."""
    with partner() as running:
        running.replies = [Reply(body={**AT_WORK, "silent": []})]
        for name in NEIGHBOURS:
            setattr(settings, f"{name.upper()}_URL", running.url)
        yield running


@pytest.fixture
def heartbeats(settings, tmp_path):
    """The folder in which all processes of this service have just proved to be alive."""
    settings.HEARTBEAT_DIR = tmp_path
    for kind in background_processes():
        Heartbeat(tmp_path, f"{settings.SERVICE}-{kind}").beat()
    return tmp_path


@pytest.fixture
def circuits():
    """Where breakers keep their state in Redis, by prefix; all are closed."""
    return key(PLACE, "")


@pytest.fixture
def world(neighbour, heartbeats, circuits, monkeypatch):
    """All of it, seen by a web process that has just begun."""
    monkeypatch.setattr(api, "watch", Watch())
    return neighbour
