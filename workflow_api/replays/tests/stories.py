"""Replays as people ask for them and read them."""

from datetime import timedelta

from django.utils import timezone

from shared.testing import make_client
from workflow_api.replays import services
from workflow_api.tasks.tests.world import ADMIN
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow


def network():
    return Workflow.objects.get(name="IT Network Support")


def start(*, who=ADMIN, days=30, version="draft", workflow=None):
    workflow = workflow or network()
    return make_client(who).post(
        f"/workflows/{workflow.pk}/replay/", {"days": days, "version": version}
    )


def read(replay_id, who=ADMIN):
    return make_client(who).get(f"/workflows/replays/{replay_id}/")


def replayed(**asked):
    """The result of a replay that was worked off."""
    replay_id = start(**asked).json()["id"]
    services.advance()
    answer = read(replay_id).json()
    assert answer["status"] == "finished"
    return answer["result"]


def draft(**fields):
    Workflow.objects.filter(pk=network().pk).update(**fields)


def move_back(number, **ago):
    then = timezone.now() - timedelta(**ago)
    WorkflowTicket.objects.filter(ticket_number=number).update(received_at=then, submitted_at=then)
