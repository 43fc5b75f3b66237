"""Tickets under way, moved to another version of their workflow in the designer."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes
from tests.e2e.workflows import deploy, document, redraw, send


@pytest.fixture
def renewed(world):
    """A workflow with three tickets at a step that its draft does not have any more."""
    made = document("Moving")
    workflow_id = deploy(world, made)
    tasks = send(world, made, 3)
    made["steps"][0].update(key="check", name="Check request")
    for way in made["transitions"]:
        if way["from"] == "verify":
            way["from"] = "check"
    redraw(world, workflow_id, made)
    return workflow_id, tasks


def places(world, tasks):
    now = [world.task(task["task_id"]) for task in tasks]
    return [(task["workflow_version"], task["current_step"]) for task in now]


def act_on(world, task):
    """Anything a person does to it counts."""
    version = world.task(task["task_id"])["version"]
    path = f"/workflow/tasks/{task['task_id']}/hold/"
    held = world.person("admin").post(path, reason="Waits for a badge", version=version)
    assert held.ok, held.text


def results(dialog, word):
    return dialog.get_by_role("row").filter(has_text=word)


def test_running_tickets_are_moved_a_few_first_then_all_and_taken_back(
    admin_window, world, renewed
):
    page, (workflow_id, tasks) = admin_window, renewed
    page.goto(f"/workflows/{workflow_id}/design")
    page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog", name="Publish the draft")
    effect = dialog.get_by_role("row", name=re.compile("^Verify request"))
    expect(effect).to_contain_text("Needs another step")
    dialog.get_by_role("radio", name="Move them to the new version").check()
    assert findings_in_both_schemes(page) == []
    dialog.get_by_role("button", name="Publish version 2").click()

    dialog = page.get_by_role("dialog", name="Move running tickets to version 2")
    said = dialog.get_by_role("status")
    expect(said).to_have_text("0 would move, 3 would stay.")
    expect(results(dialog, "Verify request has no counterpart")).to_have_count(3)
    expect(dialog.get_by_role("button", name=re.compile("^Move"))).to_be_disabled()
    dialog.get_by_role("combobox", name="Where tickets at Verify request go on").click()
    page.get_by_role("option", name="Check request").click()
    expect(said).to_have_text("3 would move, 0 would stay.")
    assert findings_in_both_schemes(page) == []
    dialog.get_by_label("First only this many").fill("1")
    dialog.get_by_label("Reason").fill("The step has another name now")
    dialog.get_by_role("button", name="Move 3 tickets").click()

    expect(said).to_contain_text("waits for a word. 1 of 3: 1 moved")
    expect(results(dialog, "Not yet")).to_have_count(2)
    assert findings_in_both_schemes(page) == []
    assert sorted(places(world, tasks)) == [(1, "verify"), (1, "verify"), (2, "check")]
    dialog.get_by_role("button", name="Move the rest").click()
    expect(said).to_contain_text("Finished. 3 of 3: 3 moved, 0 stayed")
    assert places(world, tasks) == [(2, "check")] * 3

    act_on(world, tasks[0])
    dialog.get_by_role("button", name="Take it back").click()
    expect(said).to_contain_text("Taken back. 3 of 3: 3 moved, 0 stayed, 2 taken back.")
    expect(results(dialog, "Kept: somebody has acted on it")).to_have_count(1)
    assert places(world, tasks) == [(2, "check"), (1, "verify"), (1, "verify")]
