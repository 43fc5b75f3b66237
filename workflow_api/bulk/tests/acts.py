"""Acts in bulk, at the versions that the tasks now have."""

from workflow_api.bulk.services import running
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.test_permission_table import client_of
from workflow_api.tasks.tests.world import BOB

REASON = {"reason": "Knows this building"}
TO_BOB = {"to_user": BOB.id, **REASON}


def preview(who, action, *tasks, **arguments):
    seen = [{"task_id": task.pk, "version": now(task).version} for task in tasks]
    body = {"action": action, "arguments": arguments, "tasks": seen}
    return client_of(who).post("/tasks/bulk/", body)


def post(who, job, word):
    response = client_of(who).post(f"/tasks/bulk/{job['id']}/{word}/", {})
    running.work()
    return response.json()


def items(who, job):
    return client_of(who).get(f"/tasks/bulk/{job['id']}/items/").json()["results"]


def run(who, action, *tasks, **arguments):
    job = preview(who, action, *tasks, **arguments).json()
    post(who, job, "start")
    return job


def now(task):
    return Task.objects.get(pk=task.pk)


def refusals(response):
    return [each["message"] for each in response.json()["refusals"]]
