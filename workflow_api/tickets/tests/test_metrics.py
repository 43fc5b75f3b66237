"""What the monitoring learns about tickets."""

import pytest

from shared.testing.metrics import scraped_value
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.services.waiting import assign_waiting
from workflow_api.tasks.tests.world import build_world, receive

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
