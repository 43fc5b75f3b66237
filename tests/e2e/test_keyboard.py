"""Nothing but keys: the palette, the sheet of keys, and the list of the inbox."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes
from tests.e2e.workflows import deploy, document, send


@pytest.fixture(scope="module")
def kind(world):
    made = document("Keys")
    deploy(world, made)
    return made


@pytest.fixture(scope="module")
def tasks(world, kind):
    return send(world, kind, 2)


def test_the_palette_finds_a_ticket_and_a_screen(admin_window, tasks):
    page, task = admin_window, tasks[0]
    page.goto("/workflows")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Search or go to…")
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(task["ticket_number"])
    expect(palette.get_by_role("option", name=task["ticket_number"])).to_be_visible()
    assert findings_in_both_schemes(page) == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/tasks/{task['task_id']}$"))

    page.keyboard.press("Control+k")
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("cover")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/coverage$"))
    expect(palette).to_be_hidden()


def test_the_sheet_names_the_keys_and_they_lead_there(admin_window):
    page = admin_window
    page.goto("/workflows")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_role("row", name="Change the priority p")).to_be_visible()
    expect(sheet.get_by_role("row", name="Board g b")).to_be_visible()
    assert findings_in_both_schemes(page) == []
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()

    page.keyboard.press("g")
    page.keyboard.press("b")

    expect(page).to_have_url(re.compile("/board$"))


def test_the_inbox_is_walked_chosen_from_and_left_for_a_ticket(admin_window, kind, tasks):
    page = admin_window
    page.goto(f"/inbox?view=all&search={kind['category']}")
    rows = page.get_by_role("list", name="All open").get_by_role("listitem")
    expect(rows).to_have_count(len(tasks))
    current = rows.locator("[aria-current=true]")

    page.keyboard.press("j")
    expect(current).to_contain_text(tasks[0]["ticket_number"])
    page.keyboard.press("j")
    expect(current).to_contain_text(tasks[1]["ticket_number"])
    page.keyboard.press("k")
    expect(current).to_contain_text(tasks[0]["ticket_number"])
    page.keyboard.press("x")
    expect(page.get_by_label(f"Choose {tasks[0]['ticket_number']}")).to_be_checked()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/tasks/{tasks[0]['task_id']}$"))
