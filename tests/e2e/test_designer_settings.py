"""A workflow's working time and warnings, chosen in the designer."""

import re
import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import ticket

# A drawing is fetched as a script of its own, which takes its time on a busy machine.
expect.set_options(timeout=20_000)
EVERY_HOUR = [{"weekday": day, "starts": "00:00", "ends": "24:00"} for day in range(1, 8)]
HOURS = {"urgent": 5, "high": 6, "medium": 7, "low": 8}


@pytest.fixture
def name():
    return f"Visa {uuid.uuid4().hex[:8]}"


@pytest.fixture
def reopening(world, name):
    """A calendar that is closed for today and tomorrow: whatever is asked for counts from then."""
    today = datetime.now(UTC).date()
    closed = [{"date": (today + timedelta(days=ahead)).isoformat()} for ahead in (0, 1)]
    body = {"name": name, "time_zone": "UTC", "slots": EVERY_HOUR, "holidays": closed}
    assert world.person("admin").post("/workflow/calendars/", **body).status_code == 201
    return datetime.combine(today + timedelta(days=2), time(0), UTC)


@pytest.fixture
def draft(world, name):
    """A workflow of one step, not published yet."""
    document = {
        "name": name,
        "category": "Travel",
        "sub_category": name,
        "sla": {priority: f"PT{hours}H" for priority, hours in HOURS.items()},
        "steps": [
            {"key": "do", "name": "Do it", "role": "IT Support", "is_start": True, "is_end": True}
        ],
    }
    made = world.person("admin").post("/workflow/workflows/import/", **document)
    assert made.status_code == 201, made.text
    return made.json()["workflow"]["id"]


def choose_calendar(page, name):
    page.get_by_role("combobox", name="Calendar", exact=True).click()
    page.get_by_role("option", name=re.compile(f"^{name}")).click()


def add_warning_half_an_hour_before(page):
    page.get_by_role("button", name="Add a warning").click()
    warning = page.get_by_role("group", name=re.compile("^Warning 3"))
    warning.get_by_role("combobox", name="Counted from").select_option("min before the end")
    warning.get_by_role("textbox", name="When").fill("30")


def publish(page):
    page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_ticket_is_due_by_the_calendar_and_ladder_chosen_in_the_designer(
    open_page, world, draft, name, reopening, theme
):
    page = open_page(color_scheme=theme, viewport={"width": 1440, "height": 900})
    sign_in(page, world, "admin")
    page.goto(f"/workflows/{draft}/design")

    choose_calendar(page, name)
    add_warning_half_an_hour_before(page)
    expect(page.get_by_role("group", name="Warning 3: 30 min before the end")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^Saved \d"))).to_be_visible()
    assert accessibility_findings(page) == []
    publish(page)
    number = world.send(ticket("Travel", name)).json()["ticket_number"]
    task = world.task_of(number)

    clock = world.person("admin").get(f"/workflow/tasks/{task['task_id']}/sla/")
    promised = timedelta(hours=HOURS[clock["priority"]])
    assert datetime.fromisoformat(clock["deadline"]) == reopening + promised
    assert clock["calendar"] == name
    assert [rung["rung"] for rung in clock["ladder"]] == ["75%", "-30min", "100%"]
