"""A step that asks the asset system, in a workflow of its own."""

import uuid

import pytest

from tests.integration.world import eventually, ticket


@pytest.fixture(scope="module")
def loan(world):
    """The check-out workflow with its approval replaced by a reservation in AMS."""
    admin = world.person("admin")
    workflows = admin.get("/workflow/workflows/", page_size=100)["results"]
    check_out = next(w for w in workflows if w["name"] == "Asset Check-out")
    definition = admin.get(f"/workflow/workflows/{check_out['id']}/export/")
    mark = uuid.uuid4().hex[:6]
    definition |= {"name": f"Loan {mark}", "key": f"loan-{mark}", "sub_category": f"Loan {mark}"}
    definition["steps"][1] |= {
        "kind": "integration",
        "operation": "ams.reserve_asset",
        "mapping": {"asset_id": "asset_id"},
    }
    made = admin.post("/workflow/workflows/import/", **definition).json()["workflow"]
    deployed = admin.post(f"/workflow/workflows/{made['id']}/deploy/")
    assert deployed.ok, deployed.text
    return definition["sub_category"]


def ask_for(world, loan, asset):
    number = world.send(ticket("Asset", loan, asset_id=asset)).json()["ticket_number"]
    task = world.task_of(number)
    agent = world.person(world.username_of(task["assigned_user"]))
    offered = agent.get(f"/workflow/tasks/{task['task_id']}/actions/")
    action = next(a for a in offered["actions"] if a["outcome"] == "done")
    agent.post(
        f"/workflow/tasks/{task['task_id']}/transition/",
        transition=action["transition"],
        notes="Please reserve it",
        version=offered["version"],
    )
    return task["task_id"]


def test_a_reservation_moves_the_ticket_on(world, loan):
    task_id = ask_for(world, loan, "ASSET-789")

    eventually(lambda: world.task(task_id)["external_calls"][0]["result"], what="reservation")

    assert world.task(task_id)["current_step"] == "hand-over"


def test_a_refused_reservation_waits_for_a_person_and_says_why(world, loan):
    task_id = ask_for(world, loan, "ASSET-999")

    eventually(lambda: world.task(task_id)["status"] == "pending_external", what="waiting")

    [call] = world.task(task_id)["external_calls"]
    assert "does not exist" in call["reason"]
