"""Macros and tasks that the tests of macros share."""

from typing import Any

from shared.testing import make_client
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ADMIN

POINTS = ["Check the serial number", "Wipe the disk"]
NOTE = {"text_kind": "note", "text": "Looked at {{ticket_number}} as {{my_name}}"}
REPLY = {"text_kind": "reply", "text": "Hello {{requester_name}}, {{step}} is done."}
BOUND = {"scope": "role", "role": "IT Support"}
FINISH = {"ticks": POINTS, "fields": {"serial": "S-1", "cost": 3}, "transition": "done"}
CONTENT: dict[str, dict[str, Any]] = {
    "note": NOTE,
    "priority": {"priority": "urgent"},
    "ticks": {"ticks": [POINTS[0]]},
    "transition": {**NOTE, "transition": "reject"},
    "hold": {"hold": {"code": "planned"}},
    "reply": REPLY,
}


def begin_task(external_id="HD-1", **facts):
    """At Look, which wants two ticks and two fields before Done leads to Mend."""
    if not Task.objects.exists():
        deploy(
            step("look", checklist=POINTS, required_fields=["serial", "cost"]),
            step("mend"),
            way("look", "done", "mend"),
            {**way("look", "reject", None), "requires_comment": True},
            way("mend", "done", None),
            way("mend", "return", "look"),
        )
    return begin(external_id, **facts)


def save(who, name="A macro", **content):
    return make_client(who).post("/macros/", {"name": name, **content})


def make_macro(name="A macro", *, owner=ADMIN, **content):
    """As its owner would make it; for everybody unless told otherwise."""
    response = save(owner, name, **{"scope": "everybody", **content})
    assert response.status_code == 201, response.json()
    return response.json()


def seen(task):
    return Task.objects.get(pk=task.pk).version


def run(who, task, macro, *, version=None, **given):
    """At the versions that the task and the macro now have, or at the one given."""
    body = {"version": version or seen(task), "macro_version": macro["version"], **given}
    return make_client(who).post(f"/tasks/{task.pk}/macros/{macro['id']}/run/", body)


def preview(who, task, macro, **given):
    return make_client(who).post(f"/tasks/{task.pk}/macros/{macro['id']}/preview/", given)


def offered(who, task):
    response = make_client(who).get(f"/tasks/{task.pk}/macros/")
    assert response.status_code == 200, response.json()
    return {macro["name"]: macro for macro in response.json()["macros"]}


def undo(who, task, run_id):
    return make_client(who).post(f"/tasks/{task.pk}/macros/runs/{run_id}/undo/")


def history(task):
    return [event.summary for event in task.events.order_by("id")]


def now(task):
    return Task.objects.get(pk=task.pk)
