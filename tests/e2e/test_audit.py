"""The audit in the browser: found, compared, taken away as a file, and verified."""

import json

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import ticket


@pytest.fixture
def auditor_page(open_page, world):
    page = open_page()
    sign_in(page, world, "auditor")
    return page


@pytest.fixture
def task_id(world):
    """Of a ticket that somebody was assigned to."""
    sent = ticket("IT Support", "Network")
    assert world.send(sent).ok
    return world.task_of(sent["ticket_id"])["task_id"]


def test_an_act_is_found_and_compared_and_leads_to_its_task(auditor_page, task_id):
    page = auditor_page
    page.goto(f"/audit?task={task_id}")
    rows = page.get_by_role("list", name="Audit").get_by_role("listitem")
    expect(rows.first).to_be_visible()

    rows.first.get_by_role("button", name="Details").click()
    expect(rows.first.get_by_text("Number")).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("link", name=f"Task {task_id}").first.click()

    expect(page).to_have_url(f"/tasks/{task_id}")


def test_filters_stand_in_the_address_and_the_other_audit_is_one_click_away(auditor_page):
    page = auditor_page
    page.goto("/audit")

    page.get_by_label("Act begins with").fill("task.")
    expect(page).to_have_url("/audit?action=task.")
    page.get_by_text("Access", exact=True).click()

    expect(page).to_have_url("/audit?audit=auth&action=task.")
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_the_audit_is_intact(auditor_page):
    page = auditor_page
    page.goto("/audit")

    page.get_by_role("button", name="Verify").click()

    expect(page.get_by_text("The audit is intact")).to_be_visible()
    assert accessibility_findings(page) == []


def test_what_is_shown_is_taken_away_as_a_file(auditor_page, task_id, tmp_path):
    page = auditor_page
    page.goto(f"/audit?task={task_id}")
    page.get_by_role("button", name="Export").click()

    with page.expect_download() as download:
        page.get_by_role("menuitem", name="JSON lines").click()

    file = tmp_path / "audit.jsonl"
    download.value.save_as(file)
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert rows
    assert {row["task_id"] for row in rows} == {task_id}


def test_in_the_dark_and_on_a_phone_it_can_be_read(open_page, world, task_id):
    page = open_page(color_scheme="dark", viewport={"width": 360, "height": 740})
    sign_in(page, world, "auditor")
    page.goto(f"/audit?task={task_id}")
    page.get_by_role("button", name="Details").first.click()

    assert accessibility_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
