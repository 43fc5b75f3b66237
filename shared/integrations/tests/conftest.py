import uuid
from datetime import UTC, datetime

import pytest

from shared.errors import FieldError
from shared.integrations import http
from shared.integrations.adapter import Adapter, CallContext
from shared.integrations.policies import Policy
from shared.integrations.stack import Integration
from shared.testing.partner import partner as running_partner


class Clock:
    """Time that passes when it is told to; its `sleep` is what a caller would have waited."""

    def __init__(self):
        self.at = 1_000_000.0
        self.slept = []

    def __call__(self):
        return self.at

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += seconds


class Ask(Adapter[str, str]):
    """Asks a partner a question and wants its answer."""

    adapter_id = "oracle.ask"
    version = "1.0.0"

    def __init__(self, url):
        self.policy = f"test-{uuid.uuid4()}"
        self.url = url

    def validate(self, request):
        return [] if request else [FieldError("question", "is missing")]

    def execute(self, request, context):
        return http.post(f"{self.url}/ask", {"question": request}, headers={}, context=context)

    def transform(self, response):
        return response["answer"]

    def health_check(self):
        return http.probe(self.url)


@pytest.fixture(autouse=True)
def counted(transactional_db):
    """Calls are counted in the database, by whatever thread makes them."""


@pytest.fixture
def partner():
    with running_partner() as found:
        yield found


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make(partner, clock):
    """An integration with a name of its own around the partner."""

    def build(url=None, *, sleep=None, **policy):
        adapter = Ask(url or partner.url)
        row = Policy(**{"timeout": 5, "burst": 100, **policy})
        return Integration(adapter, policy=row, sleep=sleep or clock.sleep, now=clock)

    return build


@pytest.fixture
def context():
    return CallContext(
        correlation_id="5f0c2e9e-0000-4000-8000-000000000001",
        idempotency_key="key-1",
        at=datetime.now(UTC),
        timeout=5,
        user_id=7,
    )
