"""The screen of one ticket: what its worker and those who answer for it can do there."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.e2e.workflows import deploy, document
from tests.integration.world import eventually, ticket

SIZE = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def category(world):
    """Of a workflow whose steps want something: ticks, a field, two approvals, an early start."""
    made = document("Screen")
    verify, approve = made["steps"][:2]
    verify["checklist"] = ["Identity is checked", "Manager was asked"]
    verify["required_fields"] = ["access_level"]
    verify["first_touch_minutes"] = 30
    approve.update(approvers=2, approvals_needed=2)
    deploy(world, made)
    return made["category"]


@pytest.fixture
def task(world, category):
    sent = world.send(ticket(category, "Access"))
    return world.task_of(sent.json()["ticket_number"])


@pytest.fixture
def open_task(open_page, world, task):
    def open_one(username):
        page = open_page(viewport=SIZE)
        sign_in(page, world, username)
        page.goto(f"/tasks/{task['task_id']}")
        expect(page.get_by_role("group", name="What you can do")).to_be_visible()
        return page

    return open_one


def look(page, name):
    """No accessibility finding; the picture is kept where somebody wants to see it."""
    page.wait_for_timeout(300)  # Dialogs fade in, and half-drawn text has too little contrast.
    folder = os.environ.get("TTS_E2E_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
    assert accessibility_findings(page) == []


def choose(page, entry):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name=entry).click()
    return page.get_by_role("dialog")


def test_its_worker_begins_ticks_fills_in_and_completes_the_step(open_task, world, task):
    page = open_task(world.username_of(task["assigned_user"]))
    expect(page.get_by_role("timer")).to_contain_text("Begin within")
    look(page, "ticket-begin")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("timer")).to_be_hidden()

    page.get_by_role("tab", name="Checklist").click()
    for item in ("Identity is checked", "Manager was asked"):
        page.get_by_role("checkbox", name=item).click()
        expect(page.get_by_role("checkbox", name=item)).to_be_checked()
    look(page, "ticket-checklist")

    way = page.get_by_role("group", name="What you can do").get_by_role("button").first
    way.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Access level").fill("Reader")
    look(page, "ticket-transition")
    dialog.get_by_role("button").last.click()
    expect(dialog).to_be_hidden()

    votes = page.get_by_role("region", name="Votes")
    expect(votes.get_by_text("0 of 2 needed approvals, 2 asked")).to_be_visible()
    look(page, "ticket-votes")


def test_work_is_transferred_by_key_after_its_effect_was_shown(open_task, world, task):
    page = open_task("admin")
    expect(page.get_by_role("button", name="More actions")).to_be_visible()
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="To").click()
    page.get_by_role("option", name="(IT Support)").first.click()
    expect(dialog.get_by_text("that does not change")).to_be_visible()
    dialog.get_by_label("Reason").fill("Knows the house")
    look(page, "ticket-transfer")
    dialog.get_by_role("button", name="Hand on").click()

    expect(dialog).to_be_hidden()
    owner = task["assigned_user"]
    eventually(lambda: world.task(task["task_id"])["assigned_user"] != owner, what="handed on")


def test_work_may_go_up_and_waits_for_a_reason(open_task, world, task):
    page = open_task("admin")
    dialog = choose(page, "Escalate…")
    expect(dialog.get_by_text("Goes to")).to_be_visible()
    look(page, "ticket-escalate")
    dialog.get_by_role("button", name="Cancel").click()

    dialog = choose(page, "Put on hold…")
    dialog.get_by_label("Why it waits").select_option("We have no time for it now")
    expect(dialog.get_by_text("The clock runs on")).to_be_visible()
    look(page, "ticket-hold")
    dialog.get_by_role("button", name="Put on hold").click()
    expect(page.get_by_role("note")).to_contain_text("We have no time for it now")
    look(page, "ticket-held")


def test_it_is_moved_completed_reopened_and_closed(open_task, world, task):
    page = open_task("admin")
    dialog = choose(page, "Move to step…")
    dialog.get_by_role("combobox", name="Step").click()
    page.get_by_role("option", name="Grant access").click()
    expect(dialog.get_by_text("Ends the work of")).to_be_visible()
    dialog.get_by_label("Reason").fill("Approved on paper")
    look(page, "ticket-move")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_be_hidden()

    complete(page)

    dialog = choose(page, "Reopen…")
    dialog.get_by_label("Reason").fill("It broke again")
    look(page, "ticket-reopen")
    dialog.get_by_role("button", name="Reopen").click()
    expect(dialog).to_be_hidden()
    complete(page)

    dialog = choose(page, "Close…")
    look(page, "ticket-close")
    dialog.get_by_role("button", name="Close for good").click()
    expect(dialog).to_be_hidden()
    assert world.task(task["task_id"])["status"] == "closed"


def complete(page):
    page.get_by_role("button", name="Access granted").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Comment").fill("Done in their place")
    dialog.get_by_role("button", name="Access granted").click()
    expect(dialog).to_be_hidden()


def test_an_admin_cancels_for_a_reason(open_task, world, task):
    page = open_task("admin")
    dialog = choose(page, "Cancel the ticket…")
    dialog.get_by_label("Reason").fill("Sent twice")
    look(page, "ticket-cancel")
    dialog.get_by_role("button", name="Cancel the ticket").click()

    expect(dialog).to_be_hidden()
    assert world.task(task["task_id"])["status"] == "cancelled"
