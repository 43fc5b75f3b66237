"""Acts of those who answer for tasks, over HTTP, at the version the task now has."""

from shared.testing import make_client
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import CARL, CHECK_IN, act, make_task


def post(who, task, action, **body):
    seen = Task.objects.get(pk=task.pk).version
    return make_client(who).post(f"/tasks/{task.pk}/{action}", {"version": seen, **body})


def patch(who, task, **body):
    seen = Task.objects.get(pk=task.pk).version
    return make_client(who).patch(f"/tasks/{task.pk}/", {"version": seen, **body})


def finished(external_id="HD-1"):
    task = make_task(external_id, **CHECK_IN)
    act(CARL, task.pk, "inspect-done")
    act(CARL, task.pk, "record-done")
    return Task.objects.get(pk=task.pk)
