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


def make_tasks(count: int) -> list[Task]:
    """So many tasks at the first step of the network workflow, all of them with Noor."""
    return [make_task(f"HD-{number}", **NETWORK) for number in range(count)]


def order(client, **body):
    """Order a migration to version 2 over HTTP."""
    path = f"/workflows/{network().pk}/migrations/"
    return client.post(path, {"to_version": 2, "reason": "A better way", **body})


def carry_out(most: int = 1000) -> None:
    """Let the scheduler work until nothing is under way."""
    for _ in range(most):
        under_way = Migration.objects.filter(status__in=running.UNDER_WAY)
        if not any(running.take_step(migration.pk) for migration in under_way):
            return
    raise AssertionError(f"not over after {most} steps")
