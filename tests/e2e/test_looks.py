"""Dialogs of all screens in light and in dark, and wide screens on a phone."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes, wider_than_the_window
from tests.e2e.workflows import deploy, document, send
from tests.integration.world import eventually, ticket

TRIAGE = {
    "Correct and accept…": "Correct",
    "Create a rule from this…": "A workflow for tickets like",
    "Duplicate of…": "is a duplicate",
    "Decline…": "Decline",
    "Put off…": "Put",
}


@pytest.fixture(scope="module")
def waiting(world):
    """The number of a ticket that no workflow takes."""
    sent = ticket("Travel", f"Visa {uuid.uuid4().hex[:8]}")
    number = world.send(sent).json()["ticket_number"]
    admin = world.person("admin")
    eventually(
        lambda: admin.get(f"/ticket/tickets/{number}/")["status"] == "unrouted", what="unrouted"
    )
    return number


@pytest.fixture(scope="module")
def kind(world):
    made = document("Looks")
    deploy(world, made)
    return made


@pytest.fixture(scope="module")
def task(world, kind):
    return send(world, kind)[0]


def test_no_dialog_of_triage_has_a_finding(admin_window, waiting):
    page, found = admin_window, {}
    page.goto(f"/unrouted?search={waiting}")
    for entry, title in TRIAGE.items():
        page.get_by_role("button", name=f"More for {waiting}").click()
        page.get_by_role("menu").get_by_role("menuitem", name=entry).click()
        dialog = page.get_by_role("dialog", name=re.compile(title))
        expect(dialog.get_by_role("button").last).to_be_visible()
        found[entry] = findings_in_both_schemes(page)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

    assert {where: findings for where, findings in found.items() if findings} == {}


def test_no_plan_of_a_hand_over_has_a_finding(admin_window, task):
    page = admin_window
    page.goto("/board?role=IT%20Support")
    owner = task["assigned_user_name"]
    page.get_by_role("button", name=f"Hand over the work of {owner}").click()
    dialog = page.get_by_role("dialog")

    owners = dialog.get_by_role("combobox", name=f"New owner of {task['number']}")
    expect(owners).to_be_visible()
    assert findings_in_both_schemes(page) == []


def test_no_act_on_many_has_a_finding(admin_window, kind, task):
    page = admin_window
    page.goto(f"/inbox?view=all&search={kind['category']}")
    page.get_by_label(f"Choose {task['ticket_number']}").check()
    page.get_by_role("button", name="Act on them").click()
    page.get_by_role("menu").get_by_role("menuitem", name="Change their priority").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="New priority").click()
    page.get_by_role("option", name="Urgent").click()
    dialog.get_by_label("Reason").fill("The fair is tomorrow")
    asked = findings_in_both_schemes(page)
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog.get_by_text("1 would be done")).to_be_visible()

    assert asked == []
    assert findings_in_both_schemes(page) == []


def test_no_act_in_the_audit_has_a_finding(admin_window, task):
    page = admin_window
    page.goto(f"/audit?task={task['task_id']}")
    rows = page.get_by_role("list", name="Audit").get_by_role("listitem")
    rows.first.get_by_role("button", name="Details").click()

    expect(rows.first.get_by_text("Number")).to_be_visible()
    assert findings_in_both_schemes(page) == []


def test_no_holiday_of_a_calendar_has_a_finding(admin_window):
    page = admin_window
    page.goto("/calendars/new")
    page.get_by_role("button", name="Every hour").click()
    page.get_by_role("button", name="Add a holiday").click()
    dialog = page.get_by_role("dialog")

    expect(dialog.get_by_label("Date")).to_be_visible()
    assert findings_in_both_schemes(page) == []


WIDE = {
    "/coverage": re.compile("IT Support.*Network"),
    "/board?role=IT%20Support": re.compile("Hand over the work of"),
    "/calendars/new": "Every hour",
    "/unrouted": "Route",
    "/workflows": "New workflow",
    "/audit": "Details",
}


def test_no_wide_screen_moves_sideways_on_a_phone(admin_window, waiting, task):
    page, wider, found = admin_window, [], []
    page.set_viewport_size({"width": 360, "height": 740})
    for path, button in WIDE.items():
        page.goto(path)
        expect(page.get_by_role("button", name=button).first).to_be_visible()
        wider += [path] if wider_than_the_window(page) else []
        found += [(path, finding) for finding in findings_in_both_schemes(page)]
    page.set_viewport_size({"width": 1440, "height": 900})

    assert wider == []
    assert found == []
