"""Acts on a ticket that others see at once, or that wait for something."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes, sign_in, wider_than_the_window
from tests.e2e.workflows import deploy, document, send
from tests.integration.world import eventually


@pytest.fixture(scope="module")
def kind(world):
    """A workflow with ticks at its first step and two votes at its second."""
    made = document("Acts")
    made["steps"][0]["checklist"] = ["Manager was asked"]
    made["steps"][1].update(approvers=2, approvals_needed=2)
    deploy(world, made)
    return made


@pytest.fixture
def task(world, kind):
    return send(world, kind)[0]


@pytest.fixture
def at_votes(world, task):
    """The task at its approval, with the user names of the two who vote."""
    admin, path = world.person("admin"), f"/workflow/tasks/{task['task_id']}"
    moved = admin.post(f"{path}/move/", step="approve", reason="Ask", version=task["version"])
    assert moved.ok, moved.text
    asked = eventually(
        lambda: [b for b in admin.get(f"{path}/")["approvals"]["ballots"] if b["user_id"]]
    )
    return task, [world.username_of(ballot["user_id"]) for ballot in asked]


def open_task(page, task):
    page.goto(f"/tasks/{task['task_id']}")
    expect(page.get_by_role("group", name="What you can do")).to_be_visible()
    return page


def choose(page, entry):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menu").get_by_role("menuitem", name=entry).click()
    return page.get_by_role("dialog")


def test_the_key_p_changes_the_priority_after_showing_the_new_due_time(admin_window, world, task):
    page = open_task(admin_window, task)
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog", name="Change the priority")
    dialog.get_by_role("combobox", name="New priority").click()
    page.get_by_role("option", name="Urgent").click()
    expect(dialog.get_by_role("status")).to_contain_text("Due then")
    assert findings_in_both_schemes(page) == []
    dialog.get_by_label("Reason").fill("A whole floor cannot work")
    dialog.get_by_role("button", name="Change").click()

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", level=1).locator("..")).to_contain_text("Urgent")
    assert world.task(task["task_id"])["priority"] == "urgent"


def test_a_way_out_is_closed_until_the_list_is_ticked_and_says_so(admin_window, task):
    page = open_task(admin_window, task)
    way = page.get_by_role("button", name="Ask for approval")
    expect(way).to_have_attribute("aria-disabled", "true")
    expect(way).to_have_accessible_description(re.compile("Manager was asked"))
    assert findings_in_both_schemes(page) == []

    page.get_by_role("tab", name="Checklist").click()
    page.get_by_role("checkbox", name="Manager was asked").click()

    expect(way).not_to_have_attribute("aria-disabled", "true")


def test_work_waits_until_a_day_that_is_said(admin_window, world, task):
    page = open_task(admin_window, task)
    until = datetime.now().replace(second=0, microsecond=0) + timedelta(days=2)
    dialog = choose(page, "Put on hold…")
    dialog.get_by_label("Note").fill("The badge printer comes on Monday")
    dialog.get_by_label("Until").fill(until.isoformat(timespec="minutes"))
    dialog.get_by_role("button", name="Put on hold").click()
    expect(dialog).to_be_hidden()

    note = page.get_by_role("note")
    expect(note).to_contain_text("The badge printer comes on Monday")
    expect(note).to_contain_text("It goes on by itself")
    way = page.get_by_role("button", name="Ask for approval")
    expect(way).to_have_accessible_description("The task is on hold")
    assert findings_in_both_schemes(page) == []
    assert world.task(task["task_id"])["hold"]["until"]
    page.get_by_role("button", name="Resume").click()
    expect(note).to_be_hidden()


def test_work_goes_up_to_the_one_who_was_shown(admin_window, world, task):
    page = open_task(admin_window, task)
    dialog = choose(page, "Escalate…")
    expect(dialog.get_by_role("status")).to_contain_text("Samuel Adeyemi")
    dialog.get_by_label("Reason").fill("Needs a decision")
    dialog.get_by_role("button", name="Escalate").click()

    expect(page.get_by_text(f"{task['number']} went up to Samuel Adeyemi.")).to_be_visible()
    assert world.task(task["task_id"])["assigned_user_name"] == "Samuel Adeyemi"


def test_a_vote_is_seen_by_the_other_voter_without_reloading(open_page, world, at_votes):
    task, voters = at_votes
    first, second = (open_page(reduced_motion="reduce") for _ in voters)
    for page, who in zip((first, second), voters, strict=True):
        sign_in(page, world, who)
        open_task(page, task)
    standing = second.get_by_role("region", name="Votes")
    expect(standing).to_contain_text("0 of 2 needed approvals, 2 asked")

    first.get_by_role("button", name="Approve", exact=True).click()
    dialog = first.get_by_role("dialog", name="Approve")
    dialog.get_by_label("Comment").fill("Fine for me")
    dialog.get_by_role("button", name="Approve").click()

    expect(standing).to_contain_text("1 of 2 needed approvals, 2 asked")
    expect(standing.get_by_role("listitem").filter(has_text="Approved")).to_have_count(1)
    expect(standing).to_contain_text("Fine for me")
    assert findings_in_both_schemes(second) == []
    second.get_by_role("button", name="Approve", exact=True).click()
    second.get_by_role("dialog").get_by_role("button", name="Approve").click()
    progress = second.get_by_role("list", name="Progress").get_by_role("listitem")
    expect(progress.filter(has_text="Now here")).to_contain_text("Grant access")
    assert world.task(task["task_id"])["current_step"] == "grant"


def test_why_opens_beside_what_is_shown_also_on_a_phone(admin_window, task):
    page = open_task(admin_window, task)
    page.set_viewport_size({"width": 360, "height": 740})
    assert not wider_than_the_window(page)
    page.get_by_role("button", name="Why?").click()
    drawer = page.get_by_role("dialog", name=f"Why {task['number']} is where it is")

    expect(drawer.get_by_role("region", name="Why this workflow")).to_contain_text("Rule 2")
    expect(drawer.get_by_role("region", name="Who was told, and who was not")).to_be_visible()
    assert findings_in_both_schemes(page) == []
    assert not wider_than_the_window(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    assert findings_in_both_schemes(page) == []
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
