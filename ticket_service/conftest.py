from collections.abc import Iterator
from typing import Any

import pytest

from shared.testing.workflow import Workflow
from shared.ticket_access import answers


@pytest.fixture
def workflow(settings: Any) -> Iterator[Workflow]:
    """workflow_api, which knows who may see a ticket."""
    server = Workflow()
    settings.WORKFLOW_URL = settings.AUTH_URL = server.url
    answers.forget()
    yield server
    server.close()
