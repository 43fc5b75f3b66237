"""A ticket comes in and reaches a person."""

import pytest

from shared.contracts.notifications import CreateAssignmentNotification
from shared.contracts.status import UpdateStatus
from shared.testing.messages import dead_letters, outbox_messages
from workflow_api.tasks.tests.world import NOOR, build_world, receive, task_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def test_a_ticket_is_matched_assigned_and_announced():
    receive("HD-1")

    task = task_of("HD-1")
    item = task.items.get()
    assert not dead_letters()
    assert (task.workflow.name, task.status) == ("IT Network Support", "pending")
    assert (item.assignee_id, item.step_name) == (NOOR.id, "Diagnose")
    [told] = outbox_messages(CreateAssignmentNotification)
    assert told.user_id == NOOR.id
    assert told.related_ticket_number == "HD-1"
    assert told.metadata["workflow_name"] == "IT Network Support"
    [status] = outbox_messages(UpdateStatus)
    assert (status.ticket_id, status.status, status.step) == ("HD-1", "open", "Diagnose")
