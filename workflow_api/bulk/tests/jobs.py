"""Jobs as people ask for them, start them and read them."""

from shared.testing import make_client
from workflow_api.bulk.services import running
from workflow_api.tasks.tests.world import ACCESS, ADMIN, make_task


def preview(who, action, *tasks, **body):
    chosen = {"tasks": [{"task_id": task.pk, "version": task.version} for task in tasks]}
    return make_client(who).post(
        "/tasks/bulk/", {"action": action, **(chosen if tasks else {}), **body}
    )


def post(who, job, act):
    return make_client(who).post(f"/tasks/bulk/{job['id']}/{act}/", {})


def job_of(who, job):
    return make_client(who).get(f"/tasks/bulk/{job['id']}/").json()


def items(who, job, query=""):
    return make_client(who).get(f"/tasks/bulk/{job['id']}/items/{query}").json()["results"]


def run(who, action, *tasks, **body):
    """Preview, start, and let the schedule do its part."""
    job = preview(who, action, *tasks, **body).json()
    started = post(who, job, "start")
    assert started.status_code == 200, started.json()
    running.work()
    return job_of(who, job)


def free_tasks(count):
    """Tasks of IT Support that nobody has."""
    tasks = [make_task(f"HD-{number}", **ACCESS) for number in range(count)]
    for task in tasks:
        make_client(ADMIN).post(f"/tasks/{task.pk}/release/", {})
        task.refresh_from_db()
    return tasks


def claimed(task, who):
    make_client(who).post(f"/tasks/{task.pk}/claim/", {})
    task.refresh_from_db()
    return task
