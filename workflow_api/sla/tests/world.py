"""Tasks on a workflow that counts in a calendar or has a ladder of its own."""

from datetime import datetime, timedelta

from django.utils import timezone

from shared.testing import make_client
from workflow_api.audit.actors import Actor
from workflow_api.calendars.models import Calendar
from workflow_api.calendars.tests.factories import make_calendar
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, make_task
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import editing, lifecycle

ACTOR = Actor.system("test")
HOUR = timedelta(hours=1)
# Works at any hour, so that tests are right whenever they run; holidays make the difference.
EVERY_HOUR = [{"weekday": day, "starts": "00:00", "ends": "24:00"} for day in range(1, 8)]
NETWORK = "IT Network Support"


def make_open_calendar(name="Shop", **changes) -> Calendar:
    return make_calendar(name, time_zone="UTC", slots=EVERY_HOUR, **changes)


def free_day(days_ahead=1):
    return {"date": (timezone.now() + timedelta(days=days_ahead)).date().isoformat()}


def deploy_with(name=NETWORK, **fields) -> Workflow:
    """Deploy a seeded workflow with some fields changed."""
    workflow = Workflow.objects.get(name=name)
    editing.update_workflow(actor=ACTOR, workflow_id=workflow.pk, seen=None, fields=fields)
    lifecycle.deploy(actor=ACTOR, workflow_id=workflow.pk)
    workflow.refresh_from_db()
    return workflow


def make_task_sent(ago=timedelta(0), external_id="HD-1", **fields) -> Task:
    """Of priority high (eight hours) unless HDTS says another word than Medium."""
    return make_task(external_id, created_at=(timezone.now() - ago).isoformat(), **fields)


def post(who, task, action, **body):
    return make_client(who).post(f"/tasks/{task.pk}/{action}", body)


def sla_of(task, who=ADMIN):
    return make_client(who).get(f"/tasks/{task.pk}/sla/").json()


def due_of(task: Task) -> datetime:
    """When a task is due by what is stored now."""
    due = Task.objects.get(pk=task.pk).sla_deadline
    assert due is not None
    return due


def let_pass(task: Task, by: timedelta) -> None:
    """Make everything that happened to a task happen that much earlier."""
    for segment in task.sla_segments.all():
        segment.started_at -= by
        segment.ended_at = segment.ended_at and segment.ended_at - by
        segment.save()
    for column in ("sla_deadline", "sla_at_risk_at", "step_deadline", "next_rung_at"):
        at = getattr(Task.objects.get(pk=task.pk), column)
        if at is not None:
            Task.objects.filter(pk=task.pk).update(**{column: at - by})
