"""Broker, Redis and auth_service are away: tickets are taken in all the same."""

import pytest

from shared.broker.publisher import UNREACHABLE
from shared.contracts.tickets import ReceiveTicket
from shared.http import buckets
from shared.outbox.relay import Relay
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN
from ticket_service.tickets.tests.factories import by_title, gateway

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]
NOBODY = "127.0.0.1:1"


@pytest.fixture
def alone(settings):
    settings.BROKER_URL = f"amqp://guest:guest@{NOBODY}/tts"
    settings.REDIS_URL = f"redis://{NOBODY}/0"
    settings.AUTH_URL = settings.WORKFLOW_URL = f"http://{NOBODY}"
    buckets._shared.cache_clear()
    yield
    buckets._shared.cache_clear()


def test_a_ticket_is_accepted_and_can_be_read():
    answer = gateway().post("/send/", by_title())

    assert answer.status_code == 201
    assert make_client(ADMIN).get("/tickets/HDTS-1/").status_code == 200


def test_what_announces_it_waits_and_no_attempt_to_send_it_loses_it():
    gateway().post("/send/", by_title())

    for _ in range(3):
        with pytest.raises(UNREACHABLE):
            Relay().run_once()

    assert len(outbox_messages(ReceiveTicket)) == 1


def test_the_service_says_that_it_can_still_serve():
    assert make_client().get("/health/ready").status_code == 200
    assert make_client().get("/health/").json()["status"] == "warn"
