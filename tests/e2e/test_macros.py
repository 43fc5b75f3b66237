"""Macros in the browser: written, tried, run by keyboard, taken back; nothing is ever sent."""

import json
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import ROOT, eventually, ticket

SEED = ROOT / "workflow_api" / "workflows" / "seeds" / "it-access-request.json"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
POINTS = ["Identity is checked", "Manager was asked"]


@pytest.fixture(scope="module")
def category(world):
    name = f"Macros {uuid.uuid4().hex[:8]}"
    document = {**json.loads(SEED.read_text()), "name": name, "category": name}
    del document["key"]
    document["steps"][0]["checklist"] = POINTS
    admin = world.person("admin")
    made = admin.post("/workflow/workflows/import/", **document)
    assert made.ok, made.text
    deployed = admin.post(f"/workflow/workflows/{made.json()['workflow']['id']}/deploy/")
    assert deployed.ok, deployed.text
    return name


@pytest.fixture
def task(world, category):
    sent = world.send(ticket(category, "Access"))
    return world.task_of(sent.json()["ticket_number"])


@pytest.fixture
def macro(world):
    """Keeps a macro for everybody until the test is over; its name is its own."""
    admin, kept = world.person("admin"), []

    def keep(**content):
        name = f"Macro {uuid.uuid4().hex[:8]}"
        made = admin.post("/workflow/macros/", name=name, scope="everybody", **content)
        assert made.ok, made.text
        kept.append(made.json()["id"])
        return name

    yield keep
    for macro_id in kept:
        admin.http.delete(f"{admin.gateway}/api/workflow/macros/{macro_id}/", timeout=10)


@pytest.fixture
def open_task(open_page, world, task):
    def open_one(username, **options):
        page = open_page(**{"viewport": WIDE, **options})
        sign_in(page, world, username)
        page.goto(f"/tasks/{task['task_id']}")
        expect(page.get_by_role("group", name="What you can do")).to_be_visible()
        return page

    return open_one


def choose(page, name):
    """The whole way by keyboard."""
    search = page.get_by_role("combobox", name="Search macros")
    expect(search).to_be_focused()
    page.keyboard.type(name)
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reply_stands_behind_a_half_written_one_and_neither_is_sent(
    open_task, world, task, macro, scheme
):
    name = macro(text_kind="reply", text="Hello {{requester_name}}, {{ticket_number}} is yours.")
    who = world.username_of(task["assigned_user"])
    page = open_task(who, color_scheme=scheme)
    composer = page.get_by_label("New comment")
    composer.fill("I have looked at")
    composer.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.get_by_role("option").first).to_be_visible()
    assert accessibility_findings(page) == []

    choose(page, name)
    insert = page.get_by_role("button", name="Put into the composer")
    expect(insert).to_be_focused()
    assert accessibility_findings(page) == []
    page.keyboard.press("Enter")

    expect(composer).to_be_focused()
    written = composer.input_value()
    assert written.startswith("I have looked at\n\nHello ")
    assert written.endswith(f"{task['ticket_number']} is yours.")
    draft = f"/messaging/api/drafts/{task['ticket_number']}/"
    eventually(lambda: world.person(who).get(draft)["text"] == written, what="the draft is kept")
    page.reload()
    expect(composer).to_have_value(written)
    expect(page.get_by_role("radio", name="Internal")).to_be_checked()
    said = world.person("admin").get("/messaging/api/comments/", ticket_id=task["ticket_number"])
    assert said["results"] == []


def test_ticks_are_set_shown_in_the_history_and_taken_back(open_task, world, task, macro):
    name = macro(ticks=POINTS)
    page = open_task(world.username_of(task["assigned_user"]))
    page.get_by_role("tab", name="Checklist").click()
    page.keyboard.press("m")
    choose(page, name)
    expect(page.get_by_role("dialog").get_by_text(POINTS[0]).first).to_be_visible()
    run = page.get_by_role("button", name="Run", exact=True)
    expect(run).to_be_focused()
    assert accessibility_findings(page) == []
    page.keyboard.press("Enter")

    for point in POINTS:
        expect(page.get_by_role("checkbox", name=point)).to_be_checked()
    expect(page.get_by_text(f"ran the macro “{name}” (version 1)")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    for point in POINTS:
        expect(page.get_by_role("checkbox", name=point)).not_to_be_checked()


def test_what_is_not_possible_says_why_and_a_phone_suffices(open_task, world, task, macro):
    fits, too_far = macro(text_kind="note", text="By telephone"), macro(transition="return")
    who = world.username_of(task["assigned_user"])
    page = open_task(who, viewport=PHONE, has_touch=True)
    page.get_by_role("tab", name="Conversation").click()
    page.get_by_role("button", name="Macros (/ in a new line)").click()
    closed = page.get_by_role("option", name=too_far)
    expect(closed).to_contain_text("No way out of this step is “return”")
    assert accessibility_findings(page) == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0

    page.get_by_role("option", name=fits).click()
    page.get_by_role("button", name="Run", exact=True).click()

    eventually(lambda: "By telephone" in history(world, task), what="the note is kept")


def history(world, task):
    path = f"/workflow/tasks/{task['task_id']}/history/"
    return [line["notes"] for line in world.person("admin").get(path)["results"]]


def test_a_macro_is_written_and_tried_on_a_real_ticket(open_page, world, task):
    page = open_page(viewport=WIDE)
    sign_in(page, world, "admin")
    page.goto("/macros/new")
    name = f"Macro {uuid.uuid4().hex[:8]}"
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_label("What the text is").select_option("Note")
    page.get_by_role("textbox", name="Note").fill("Asked {{nobody}} about ")
    page.get_by_role("button", name="{{title}}").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("there is no variable {{nobody}}", exact=False).first).to_be_visible()

    page.get_by_role("textbox", name="Note").fill("About {{title}}")
    page.get_by_label("And then").select_option("Take a way out")
    page.get_by_label("Task number").fill(task["number"])
    expect(page.get_by_text(f"About {task['title']}")).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert world.task(task["task_id"])["version"] == task["version"]
    page.get_by_role("link", name="All macros").click()
    expect(page.get_by_role("link", name=name)).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Macros", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=name)).to_have_count(0)
