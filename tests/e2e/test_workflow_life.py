"""Where workflows come from and what becomes of them: templates, files, versions, pauses."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes
from tests.e2e.workflows import deploy, document, redraw, send


@pytest.fixture
def made():
    return document("Life")


def begin_new(page, how):
    page.goto("/workflows")
    page.get_by_role("button", name="New workflow").click()
    page.get_by_role("menuitem", name=how).click()
    return page.get_by_role("dialog", name=how)


def as_file(text, name="workflow.json"):
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def steps_drawn(page):
    return page.locator(".react-flow__node-step")


def choose_in_more(page, entry):
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name=entry).click()


def status_of(world, workflow_id):
    return world.person("admin").get(f"/workflow/workflows/{workflow_id}/")["status"]


def test_a_workflow_starts_from_a_template(admin_window, made):
    page, name = admin_window, made["name"]
    dialog = begin_new(page, "From a template")
    expect(dialog.get_by_role("button", name="Create")).to_be_disabled()
    dialog.get_by_label(re.compile("^Purchase within a budget")).check()
    assert findings_in_both_schemes(page) == []
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("button", name="Create").click()

    page.wait_for_url(re.compile(r"/workflows/\d+/design"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(steps_drawn(page).filter(has_text="Analyse need")).to_be_visible()


def test_a_file_is_shown_before_it_is_imported_and_a_bad_one_is_refused(admin_window, made):
    page = admin_window
    dialog = begin_new(page, "Import a file")
    file, take = dialog.locator("input[type=file]"), dialog.get_by_role("button", name="Import")
    file.set_input_files(as_file("{ not JSON"))
    expect(dialog.get_by_text("This is not a file of JSON.")).to_be_visible()
    expect(take).to_be_disabled()

    file.set_input_files(as_file(json.dumps({**made, "steps": "none"})))
    expect(dialog.get_by_role("alert")).to_contain_text("cannot be imported")
    expect(take).to_be_disabled()
    assert findings_in_both_schemes(page) == []

    file.set_input_files(as_file(json.dumps(made)))
    expect(dialog.get_by_role("alert")).to_contain_text(f"“{made['name']}” would be a new draft.")
    expect(dialog.get_by_role("alert")).to_contain_text("3 steps, 5 ways")
    take.click()

    page.wait_for_url(re.compile(r"/workflows/\d+/design"))
    expect(steps_drawn(page)).to_have_count(3)


def test_a_draft_is_taken_away_as_a_file_that_can_be_imported(admin_window, world, made):
    page, workflow_id = admin_window, deploy(world, made)
    page.goto(f"/workflows/{workflow_id}/design")

    with page.expect_download() as download:
        choose_in_more(page, "Export as a file")

    taken = json.loads(download.value.path().read_text())
    assert [step["name"] for step in taken["steps"]] == [step["name"] for step in made["steps"]]
    dialog = begin_new(page, "Import a file")
    dialog.locator("input[type=file]").set_input_files(download.value.path())
    expect(dialog.get_by_role("alert")).to_contain_text("There is a workflow of this name already.")
    expect(dialog.get_by_role("button", name="Import")).to_be_disabled()


def test_a_workflow_is_paused_goes_on_and_is_archived(admin_window, world, made):
    page, workflow_id = admin_window, deploy(world, made)
    page.goto(f"/workflows/{workflow_id}/design")

    choose_in_more(page, "Pause: let no new ticket in")
    expect(page.get_by_text("No new ticket starts on this workflow.")).to_be_visible()
    assert status_of(world, workflow_id) == "paused"
    choose_in_more(page, "Resume")
    expect(page.get_by_text("Tickets start on this workflow again.")).to_be_visible()
    assert status_of(world, workflow_id) == "deployed"
    choose_in_more(page, "Archive")
    expect(page.get_by_text("The workflow is archived.")).to_be_visible()

    assert status_of(world, workflow_id) == "archived"
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_disabled()


def test_versions_are_compared_and_an_old_one_becomes_the_draft_again(admin_window, world, made):
    page, workflow_id = admin_window, deploy(world, made)
    made["steps"][0]["name"] = "Check identity"
    redraw(world, workflow_id, made)
    assert world.person("admin").post(f"/workflow/workflows/{workflow_id}/deploy/").ok
    page.goto(f"/workflows/{workflow_id}/design?panel=versions")
    panel = page.get_by_role("complementary", name="Details")

    panel.get_by_role("combobox", name="Compare").click()
    page.get_by_role("option", name="Version 1").click()
    differences = panel.get_by_role("list", name="Differences")
    expect(differences).to_contain_text("Verify request → Check identity")
    expect(steps_drawn(page).filter(has_text="Changed")).to_have_count(1)
    assert findings_in_both_schemes(page) == []
    panel.get_by_role("button", name="Restore version 1").click()
    dialog = page.get_by_role("dialog", name="Restore version 1")
    expect(dialog).to_contain_text("Nothing is published by it")
    assert findings_in_both_schemes(page) == []
    dialog.get_by_role("button", name="Restore", exact=True).click()

    outline = page.get_by_role("navigation", name="Outline")
    expect(outline.get_by_role("button", name=re.compile("^Verify request")).first).to_be_visible()
    page.get_by_role("button", name="Undo Restore a version (Ctrl Z)").click()
    expect(outline.get_by_role("button", name=re.compile("^Check identity")).first).to_be_visible()


def test_a_real_ticket_is_tried_on_the_draft(admin_window, world, made):
    page, workflow_id = admin_window, deploy(world, made)
    [task] = send(world, made)
    page.goto(f"/workflows/{workflow_id}/design?panel=try")
    panel = page.get_by_role("complementary", name="Details")

    panel.get_by_text("A real one", exact=True).click()
    panel.get_by_label("Ticket number").fill(task["ticket_number"])
    panel.get_by_role("button", name="Try it").click()

    expect(panel.get_by_role("heading", name="Verify request")).to_be_visible()
    ways = panel.get_by_role("group", name="Ways out")
    ways.get_by_role("button", name="Ask for approval").click()
    expect(panel.get_by_text("Step 2 of 2")).to_be_visible()
    expect(panel.get_by_role("heading", name="Approve access")).to_be_visible()
    assert world.task(task["task_id"])["current_step"] == "verify"
