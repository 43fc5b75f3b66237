"""Working time and deadlines in the browser."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import eventually, ticket

LOOKS = [("light", 1280), ("dark", 1280), ("light", 360)]


@pytest.fixture
def admin_page(open_page, world):
    page = open_page()
    sign_in(page, world, "admin")
    return page


@pytest.fixture
def task(world):
    number = world.send(ticket("IT Support", "Network")).json()["ticket_number"]
    return world.task_of(number)


def make_calendar(page):
    """An office that is open around the clock, through the screen."""
    name = f"Shop {uuid.uuid4().hex[:8]}"
    page.goto("/calendars/new")
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_role("button", name="Every hour").click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/calendars/\d+$"))
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    return name


def holidays_file():
    day = (datetime.now(UTC) + timedelta(days=300)).strftime("%Y%m%d")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//office//EN",
        "BEGIN:VEVENT",
        "UID:1",
        f"DTSTART;VALUE=DATE:{day}",
        "SUMMARY:Founders' Day",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2",
        "SUMMARY:When?",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return {
        "name": "holidays.ics",
        "mimeType": "text/calendar",
        "buffer": "\r\n".join(lines).encode(),
    }


def test_an_admin_makes_a_calendar_and_reads_holidays_from_a_file(admin_page):
    page = admin_page
    make_calendar(page)

    expect(page.get_by_text("8 h of working time from now are over")).to_be_visible()
    page.get_by_role("button", name="From a file").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(holidays_file())
    expect(dialog.get_by_text("Founders' Day")).to_be_visible()
    expect(dialog.get_by_text("Line 9, DTSTART: Must be given")).to_be_visible()
    dialog.get_by_role("button", name="Take them over").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The calendar is saved.")).to_be_visible()
    page.reload()

    expect(page.get_by_role("list", name="Holidays")).to_contain_text("Founders' Day")


def test_a_calendar_in_use_tells_what_a_change_does_before_it_is_made(admin_page, world):
    page, admin = admin_page, world.person("admin")
    name = make_calendar(page)
    key = next(c["key"] for c in admin.get("/workflow/calendars/")["results"] if c["name"] == name)
    workflow = next(
        w
        for w in admin.get("/workflow/workflows/", page_size=100)["results"]
        if w["name"] == "IT Network Support"
    )
    use_calendar(admin, workflow["workflow_id"], key)
    try:
        number = world.send(ticket("IT Support", "Network", priority="Low")).json()["ticket_number"]
        task = world.task_of(number)
        free_tomorrow(page)
        page.get_by_role("button", name="Save").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("counts in this calendar")).to_be_visible()
        expect(dialog.get_by_role("link", name=task["number"])).to_be_visible()
        dialog.get_by_role("button", name="Save and recount").click()

        expect(page.get_by_text(re.compile("Recounted 1 task"))).to_be_visible(timeout=30_000)
        moved = admin.get(f"/workflow/tasks/{task['task_id']}/")
        assert moved["sla_deadline"] > task["sla_deadline"]
    finally:
        use_calendar(admin, workflow["workflow_id"], None)


def use_calendar(admin, workflow_id, key):
    one = f"{admin.gateway}/api/workflow/workflows/{workflow_id}/"
    assert admin.http.patch(one, json={"calendar": key}, timeout=10).ok
    assert admin.post(f"/workflow/workflows/{workflow_id}/deploy/").ok


def free_tomorrow(page):
    page.get_by_role("button", name="Add a holiday").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Date").fill((datetime.now(UTC) + timedelta(days=1)).date().isoformat())
    dialog.get_by_role("button", name="Add a holiday").click()
    expect(dialog).to_be_hidden()


def test_a_coordinator_sees_why_it_is_due_pauses_and_grants_time(admin_page, task):
    page = admin_page
    page.goto(f"/tasks/{task['task_id']}")
    page.get_by_role("tab", name="SLA").click()
    expect(page.get_by_text(re.compile("because 8 h of working time count from"))).to_be_visible()

    page.get_by_role("button", name="Adjust").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Hours").fill("2")
    dialog.get_by_label("Reason").fill("The supplier asked for it")
    dialog.get_by_role("button", name="Grant time").click()

    expect(dialog).to_be_hidden()
    expect(page.get_by_text(re.compile("extended by 2 h"))).to_be_visible()
    expect(page.get_by_text("The supplier asked for it").first).to_be_visible()


def test_the_new_due_time_is_shown_before_the_priority_is_changed(admin_page, task, world):
    page = admin_page
    page.goto(f"/tasks/{task['task_id']}")
    page.get_by_role("tab", name="SLA").click()
    page.get_by_role("button", name="Change priority").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="New priority").click()
    page.get_by_role("option", name="Urgent").click()

    expect(dialog.get_by_text("Due then")).to_be_visible()
    unchanged = world.person("admin").get(f"/workflow/tasks/{task['task_id']}/")
    assert unchanged["priority"] == task["priority"]
    dialog.get_by_label("Reason").fill("A whole floor cannot work")
    dialog.get_by_role("button", name="Change").click()

    expect(dialog).to_be_hidden()
    eventually(
        lambda: (
            world.person("admin").get(f"/workflow/tasks/{task['task_id']}/")["priority"] == "urgent"
        )
    )


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_the_screens_of_working_time(open_page, world, task, scheme, width):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    sign_in(page, world, "admin")
    findings = []
    page.goto("/calendars")
    expect(page.get_by_role("heading", level=1, name="Calendars")).to_be_visible()
    findings += accessibility_findings(page)
    page.goto("/calendars/new")
    expect(page.get_by_text("Worked in between")).to_be_visible()
    findings += accessibility_findings(page)
    page.goto(f"/tasks/{task['task_id']}")
    page.get_by_role("tab", name="SLA").click()
    expect(page.get_by_text("Ledger")).to_be_visible()
    findings += accessibility_findings(page)
    for name in ("Adjust", "Change priority"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        findings += accessibility_findings(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()

    assert findings == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
