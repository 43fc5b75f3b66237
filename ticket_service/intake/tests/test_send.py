import pytest

from shared.contracts.tickets import ReceiveTicket
from shared.testing import service_client
from shared.testing.messages import outbox_messages

pytestmark = pytest.mark.django_db


def ticket(**changes):
    return {
        "ticket_id": "HDTS-1",
        "title": "No network at my desk",
        "category": "IT Support",
        "sub_category": "Network",
        "priority": "high",
        **changes,
    }


def test_a_ticket_is_taken_in_and_handed_over():
    client = service_client("hdts_bridge", "tickets.write")

    answer = client.post("/send/", ticket())

    assert answer.status_code == 201, answer.json()
    assert answer.json()["ticket_number"] == "HDTS-1"
    [handed_over] = [message.raw() for message in outbox_messages(ReceiveTicket)]
    assert handed_over["priority"] == "urgent"
    assert handed_over["ticket_number"] == "HDTS-1"
