import itertools
import time
from collections.abc import Iterator
from concurrent.futures import as_completed
from typing import Any, cast

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from messaging_service.realtime.threads import CALLS, DATABASE
from messaging_service.tests.server import Server
from shared.testing.workflow import Workflow
from shared.ticket_access import answers

_numbers = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def _returned_connections(django_db_setup: None) -> Iterator[None]:
    """A connection on its way back when its pool is closed stays open, and the database in use."""
    yield
    closing = [pool.submit(connections.close_all) for pool in (DATABASE, CALLS) for _ in range(8)]
    for _ in as_completed(closing):
        pass
    connections.close_all()
    if pool := cast(DatabaseWrapper, connection).pool:
        for _ in range(100):
            stats = pool.get_stats()
            if stats["pool_available"] == stats["pool_size"]:
                break
            time.sleep(0.02)


@pytest.fixture(scope="session")
def workflow_server() -> Iterator[Workflow]:
    workflow = Workflow()
    yield workflow
    workflow.close()


@pytest.fixture
def workflow(workflow_server: Workflow, settings: Any) -> Iterator[Workflow]:
    settings.WORKFLOW_URL = settings.AUTH_URL = workflow_server.url
    answers.forget()
    workflow_server.asked.clear()
    workflow_server.unreachable.clear()
    yield workflow_server
    workflow_server.down = False


@pytest.fixture
def number() -> str:
    """A ticket number of this test alone: servers remember answers about tickets."""
    return f"HD-{next(_numbers)}"


@pytest.fixture(scope="session")
def running_server(
    django_db_setup: None, workflow_server: Workflow, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    files = str(tmp_path_factory.mktemp("files"))
    server = Server(workflow_url=workflow_server.url, TTS_FILES_DIR=files)
    yield server
    server.close()


@pytest.fixture
def server(running_server: Server, workflow: Workflow, transactional_db: None) -> Server:
    """The running service, on this test's database."""
    return running_server
