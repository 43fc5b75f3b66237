"""A workflow in two versions with tasks on the first."""

from typing import Any

from workflow_api.migrating.models import Migration
from workflow_api.migrating.services import running
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import NETWORK, make_task
from workflow_api.workflows.drafts import document
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.services import editing, lifecycle
from workflow_api.workflows.tests.factories import ACTOR


def network() -> Workflow:
    return Workflow.objects.get(sub_category="Network")


def deploy_again(*, rename: dict[str, str] | None = None, **changes: Any) -> WorkflowVersion:
    """Deploy the network workflow once more: steps under other keys (`rename`), or with other
    fields (`diagnose={"role": …}`)."""
    workflow, names = network(), rename or {}
    graph = document(workflow)
    steps = [
        {
            **step,
            **changes.get(step["key"], {}),
            "key": names.get(step["key"], step["key"]),
            "policy": "round_robin",
        }
        for step in graph["steps"]
    ]
    ways = [
        {**way, "from": names.get(way["from"], way["from"]), "to": names.get(way["to"], way["to"])}
        for way in graph["transitions"]
    ]
    drawn = {"steps": steps, "transitions": ways}
    editing.save_graph(actor=ACTOR, workflow_id=workflow.pk, seen=None, graph=drawn)
    return lifecycle.deploy(actor=ACTOR, workflow_id=workflow.pk)


def draw_again(workflow: Workflow, *parts: dict[str, Any]) -> WorkflowVersion:
    """Deploy a workflow once more with these steps and transitions; the first step is the start."""
    steps = [part for part in parts if "from" not in part]
    steps[0]["is_start"] = True
    drawn = {"steps": steps, "transitions": [part for part in parts if "from" in part]}
    editing.save_graph(actor=ACTOR, workflow_id=workflow.pk, seen=None, graph=drawn)
    return lifecycle.deploy(actor=ACTOR, workflow_id=workflow.pk)


def make_tasks(count: int) -> list[Task]:
    """So many tasks at the first step of the network workflow, all of them with Noor."""
    return [make_task(f"HD-{number}", **NETWORK) for number in range(count)]


def order(client, *, workflow: Workflow | None = None, **body):
    """Order a migration to version 2 over HTTP."""
    path = f"/workflows/{(workflow or network()).pk}/migrations/"
    return client.post(path, {"to_version": 2, "reason": "A better way", **body})


def preview(client, workflow: Workflow, **body) -> Any:
    """What an order would do to the only task there is."""
    path = f"/workflows/{workflow.pk}/migrations/preview/"
    [verdict] = client.post(path, {"to_version": 2, **body}).json()["tasks"]
    return verdict


def undo(client, migration: dict[str, Any]) -> None:
    """Take a migration back, to the end."""
    client.post(f"/workflows/migrations/{migration['id']}/undo/")
    carry_out()


def result(client, migration: dict[str, Any]) -> Any:
    """What became of the only task of a migration."""
    path = f"/workflows/migrations/{migration['id']}/results/"
    [row] = client.get(path).json()["results"]
    return row


def carry_out(most: int = 1000) -> None:
    """Let the scheduler work until nothing is under way."""
    for _ in range(most):
        under_way = Migration.objects.filter(status__in=running.UNDER_WAY)
        if not any(running.take_step(migration.pk) for migration in under_way):
            return
    raise AssertionError(f"not over after {most} steps")


def state(admin, migration):
    return admin.get(f"/workflows/migrations/{migration['id']}/").json()


def results(admin, migration):
    rows = admin.get(f"/workflows/migrations/{migration['id']}/results/").json()["results"]
    return {row["number"]: row for row in rows}


def turn(admin, migration, word):
    return admin.post(f"/workflows/migrations/{migration['id']}/{word}/")
