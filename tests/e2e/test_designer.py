"""Workflows drawn in the browser: with the mouse, with the keyboard, by two people at once."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import eventually, ticket

# A drawing is fetched as a script of its own, which takes its time on a busy machine.
expect.set_options(timeout=20_000)


@pytest.fixture
def name():
    return f"Travel {uuid.uuid4().hex[:8]}"


@pytest.fixture
def admin_page(open_page, world):
    page = open_page(viewport={"width": 1440, "height": 900})
    sign_in(page, world, "admin")
    return page


def start_empty(page, name):
    page.goto("/workflows")
    page.get_by_role("button", name="New workflow").click()
    page.get_by_role("menuitem", name="Empty workflow").click()
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/workflows/\d+/design"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def choose(page, label, option):
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=re.compile(f"^{re.escape(option)}")).click()


def steps_drawn(page):
    return page.locator(".react-flow__node-step")


def saved(page):
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^Saved \d"))).to_be_visible()


def no_errors(page):
    problems = page.get_by_role("region", name="Problems")
    expect(problems.get_by_text(re.compile(r"\d+ errors?"))).to_be_hidden()


def publish(page):
    page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Note").fill("First version")
    dialog.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()


def test_a_workflow_drawn_with_the_mouse_is_published_and_a_ticket_runs_on_it(
    admin_page, world, name
):
    page = admin_page
    start_empty(page, name)
    page.get_by_role("textbox", name="Category", exact=True).fill("Travel")
    page.get_by_role("textbox", name="Sub-category").fill(name)
    canvas = page.locator(".react-flow__pane")
    task = page.get_by_role("button", name="Task", exact=True)
    task.drag_to(canvas, target_position={"x": 200, "y": 300})
    page.get_by_label("Name", exact=True).fill("Book the trip")
    choose(page, "Role", "IT Support")
    page.get_by_role("button", name="Approval", exact=True).drag_to(
        canvas, target_position={"x": 520, "y": 300}
    )
    choose(page, "Role", "Budget Approver")
    expect(steps_drawn(page)).to_have_count(2)

    leaving = steps_drawn(page).first.locator(".react-flow__handle-right.source")
    leaving.drag_to(steps_drawn(page).nth(1))
    end = page.get_by_role("button", name="End", exact=True)
    end.drag_to(steps_drawn(page).nth(1))
    end.drag_to(steps_drawn(page).nth(1))
    expect(page.locator(".react-flow__node-mark")).to_have_count(3)
    no_errors(page)
    saved(page)
    publish(page)

    number = world.send(ticket("Travel", name)).json()["ticket_number"]
    found = eventually(lambda: world.task_of(number), what="task")
    assert found["workflow_name"] == name
    assert found["current_step_name"] == "Book the trip"


def test_a_workflow_is_drawn_with_the_keyboard_alone(admin_page, name):
    page = admin_page
    start_empty(page, name)
    outline = page.get_by_role("navigation", name="Outline")

    page.get_by_role("button", name="Task", exact=True).press("Enter")
    page.get_by_label("Name", exact=True).fill("Check")
    outline.get_by_role("button", name="Actions of Check").press("Enter")
    page.get_by_role("menuitem", name="Approval").press("Enter")
    page.get_by_label("Name", exact=True).fill("Agree")
    outline.get_by_role("button", name="Actions of Agree").press("Enter")
    of_agree = page.get_by_role("menu", name="Actions of Agree")
    of_agree.get_by_role("menuitem", name="Lead to").press("ArrowRight")
    page.get_by_role("menuitem", name="End", exact=True).press("Enter")
    expect(outline.get_by_role("button", name="Approve → End")).to_be_visible()

    outline.get_by_role("button", name=re.compile("^Check")).first.press("ArrowDown")
    expect(outline.get_by_role("button", name="Done → Agree")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Way: Done")).to_be_visible()
    page.keyboard.press("Delete")
    expect(outline.get_by_role("button", name="Done → Agree")).to_be_hidden()


def test_everything_done_is_undone_and_redone(admin_page, name):
    page = admin_page
    start_empty(page, name)
    page.get_by_role("button", name="Task", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Alone")
    page.get_by_role("button", name="Duplicate").click()
    page.get_by_role("button", name="Tidy the drawing").click()
    page.get_by_role("button", name="Delete", exact=True).first.click()
    expect(steps_drawn(page)).to_have_count(1)

    undo = page.get_by_role("button", name=re.compile("^Undo"))
    for _ in range(5):
        undo.click()
    expect(steps_drawn(page)).to_have_count(0)
    expect(undo).to_be_disabled()
    redo = page.get_by_role("button", name=re.compile("^Redo"))
    for _ in range(5):
        redo.click()

    expect(steps_drawn(page)).to_have_count(1)
    expect(steps_drawn(page)).to_contain_text("Alone")
    saved(page)
    page.reload()
    expect(steps_drawn(page)).to_contain_text("Alone")


def test_two_admins_at_once_merge_and_never_overwrite(admin_page, open_page, world, name):
    page = admin_page
    start_empty(page, name)
    page.get_by_role("button", name="Task", exact=True).click()
    saved(page)
    other = open_page(viewport={"width": 1440, "height": 900})
    sign_in(other, world, "admin")
    other.goto(page.url)
    expect(steps_drawn(other)).to_have_count(1)

    page.get_by_label("Name", exact=True).fill("Renamed")
    saved(page)
    expect(page.get_by_role("status").filter(has_text="Saving")).to_be_hidden()
    other.get_by_role("button", name="Wait", exact=True).click()
    dialog = other.get_by_role("dialog", name="Somebody else changed this workflow")
    expect(dialog).to_contain_text("New task → Renamed")
    assert accessibility_findings(other) == []
    dialog.get_by_role("button", name="Merge both").click()

    saved(other)
    other.reload()
    expect(steps_drawn(other)).to_have_count(2)
    expect(steps_drawn(other).first).to_contain_text("Renamed")


def test_what_cannot_be_saved_is_kept_and_comes_back(admin_page, name):
    page = admin_page
    start_empty(page, name)
    page.route("**/api/workflow/workflows/*/graph/", lambda route: route.abort())
    page.get_by_role("button", name="Task", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Not lost")
    expect(page.get_by_text("Kept in this browser")).to_be_visible()

    page.unroute("**/api/workflow/workflows/*/graph/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(page.get_by_text("could not be saved are back")).to_be_visible()
    expect(steps_drawn(page)).to_contain_text("Not lost")
    saved(page)


def test_a_clone_is_tried_with_a_ticket_and_its_way_shown(admin_page):
    page = admin_page
    page.goto("/workflows?search=IT Access Request")
    page.get_by_role("link", name=re.compile("IT Access Request")).click()
    page.get_by_role("button", name="Clone").click()
    page.get_by_role("dialog").get_by_label("Name").fill(f"Access {uuid.uuid4().hex[:8]}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/workflows/\d+/design"))

    page.get_by_role("tab", name="Try").click()
    page.get_by_role("button", name="Try it").click()
    ways = page.get_by_role("group", name="Ways out")
    ways.get_by_role("button").first.click()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()
    expect(page.locator("[data-tone=current]")).to_contain_text("Approve access")
    assert accessibility_findings(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_panel_of_the_designer_has_an_accessibility_finding(open_page, world, theme):
    page = open_page(color_scheme=theme, viewport={"width": 1440, "height": 900})
    sign_in(page, world, "admin")
    findings = {}
    for panel in ("edit", "try", "replay", "versions"):
        page.goto(f"/workflows/2/design?panel={panel}")
        expect(steps_drawn(page).first).to_be_visible()
        findings[panel] = accessibility_findings(page)
    page.goto("/workflows/2/design")
    steps_drawn(page).first.click()
    findings["step"] = accessibility_findings(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("dialog").get_by_label("Note")).to_be_visible()
    findings["publish"] = accessibility_findings(page)

    assert {where: found for where, found in findings.items() if found} == {}


def test_a_phone_reads_the_workflow(open_page, world):
    page = open_page(viewport={"width": 360, "height": 740})
    sign_in(page, world, "admin")

    page.goto("/workflows/2/design")

    expect(page.get_by_text("needs a wider screen")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Review request"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert accessibility_findings(page) == []
