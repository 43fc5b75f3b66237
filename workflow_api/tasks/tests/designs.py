"""Workflows that show what steps can do, deployed for one test each."""

from typing import Any

from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import receive
from workflow_api.workflows.tests.factories import make_deployed

KIND = {"category": "IT Support", "sub_category": "Shown"}


def step(key: str, role: str = "IT Support", **more: Any) -> dict[str, Any]:
    return {"key": key, "name": key.capitalize(), "role": role, **more}


def way(source: str, outcome: str, target: str | None, **more: Any) -> dict[str, Any]:
    return {
        "key": f"{source}-{outcome}",
        "from": source,
        "to": target,
        "outcome": outcome,
        "label": outcome.capitalize(),
        **more,
    }


def deploy(*parts: dict[str, Any], **more: Any) -> None:
    """Steps and transitions in any order; the first step is the start."""
    steps = [part for part in parts if "from" not in part]
    ways = [part for part in parts if "from" in part]
    steps[0]["is_start"] = True
    make_deployed(**KIND, steps=steps, transitions=ways, **more)


def begin(external_id: str = "HD-1", **fields: Any) -> Task:
    """A task on what `deploy` deployed."""
    receive(external_id, **KIND, **fields)
    return Task.objects.select_related("ticket").get(ticket__external_id=external_id)
