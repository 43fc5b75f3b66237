"""What the monitoring learns about tickets."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.tickets import ReceiveTicket
from shared.testing.messages import deliver
from shared.testing.metrics import scraped_value
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.services.waiting import assign_waiting
from workflow_api.tasks.tests.world import build_world, make_payload, receive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def tickets(outcome):
    return scraped_value("tts_tickets_total", outcome=outcome)


def assigned():
    return scraped_value("tts_assignment_latency_seconds_count")


def test_a_ticket_is_counted_by_what_became_of_it():
    receive("HD-1")
    receive("HD-1")
    receive("HD-2", category="Travel", sub_category="Visa")

    assert (tickets("routed"), tickets("unrouted"), assigned()) == (1, 1, 1)


def test_a_ticket_that_waits_for_somebody_counts_as_assigned_when_it_is():
    RoleMember.objects.update(is_active=False)
    receive("HD-1")
    before = assigned()
    RoleMember.objects.update(is_active=True)

    assign_waiting()

    assert (before, assigned()) == (0, 1)


def test_the_latency_begins_when_ticket_service_acknowledged_the_ticket():
    acknowledged = timezone.now() - timedelta(seconds=40)

    _receive_acknowledged_at(acknowledged.isoformat())

    assert 40 <= scraped_value("tts_assignment_latency_seconds_sum") < 60


@pytest.mark.parametrize("stamp", ["2026-11-21T08:00:00", "yesterday", 7])
def test_a_message_without_a_usable_time_is_measured_from_its_arrival(stamp):
    _receive_acknowledged_at(stamp)

    assert assigned() == 1
    assert scraped_value("tts_assignment_latency_seconds_sum") < 30


def _receive_acknowledged_at(stamp):
    headers = {"message_id": str(uuid.uuid4()), "source": "ticket_service", "timestamp": stamp}
    deliver(ReceiveTicket(payload=make_payload("HD-1")), headers=headers)
