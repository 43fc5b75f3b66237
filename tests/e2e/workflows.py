"""Workflows of a test's own, and the tickets that run on them."""

import json
import uuid

from tests.integration.world import ROOT, ticket

SEED = ROOT / "workflow_api" / "workflows" / "seeds" / "it-access-request.json"


def document(word="Walk"):
    """A workflow of its own category: verify, approve, grant. Its name is its category."""
    name = f"{word} {uuid.uuid4().hex[:8]}"
    made = {**json.loads(SEED.read_text()), "name": name, "category": name}
    del made["key"]
    return made


def deploy(world, made):
    """The id of the workflow that a document becomes."""
    admin = world.person("admin")
    imported = admin.post("/workflow/workflows/import/", **made)
    assert imported.ok, imported.text
    workflow_id = imported.json()["workflow"]["id"]
    deployed = admin.post(f"/workflow/workflows/{workflow_id}/deploy/")
    assert deployed.ok, deployed.text
    return workflow_id


def redraw(world, workflow_id, made):
    """Make the steps and ways of a document the draft."""
    admin = world.person("admin")
    path = f"/workflow/workflows/{workflow_id}/graph/"
    version = admin.get(path)["version"]
    graph = {"steps": made["steps"], "transitions": made["transitions"], "version": version}
    saved = admin.http.put(f"{admin.gateway}/api{path}", json=graph, timeout=10)
    assert saved.ok, saved.text


def send(world, made, count=1):
    """Tasks of tickets that the workflow of a document takes."""
    sent = [
        world.send(ticket(made["category"], made["sub_category"])).json()["ticket_number"]
        for _ in range(count)
    ]
    return [world.task_of(number) for number in sent]
