"""The whole story, in browsers."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, said, say, sign_in
from tests.integration.world import ticket

ASSET = {"asset_name": "ThinkPad T14", "serial_number": "PF-3K77"}


def assigned(world, *kind, **more):
    number = world.send(ticket(*kind, **more)).json()["ticket_number"]
    task = world.task_of(number)
    return number, task, world.username_of(task["assigned_user"])


def test_a_wrong_password_is_explained_and_the_right_one_leads_back(open_page, world):
    page = open_page()
    page.goto("/workflows")

    page.get_by_label("Username or e-mail").fill("admin")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_contain_text("not right")
    sign_in_here = next(p for p in world.credentials["people"] if p["username"] == "auditor")
    page.get_by_label("Username or e-mail").fill("auditor")
    page.get_by_label("Password", exact=True).fill(sign_in_here["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/workflows$"))


def test_an_agent_finds_the_ticket_and_works_it_to_its_end(open_page, world):
    number, task, agent = assigned(world, "Asset", "Check-in", **ASSET)
    page = open_page()
    sign_in(page, world, agent)

    page.goto("/")
    expect(page.get_by_text(number).first).to_be_visible()
    page.goto(f"/tasks/{task['task_id']}")
    for _ in range(5):
        offered = world.person("admin").get(f"/workflow/tasks/{task['task_id']}/")
        if offered["status"] in ("completed", "closed"):
            break
        page = take_next_step(open_page, world, page, offered)

    expect(page.get_by_text(re.compile("AMS: (sent|confirmed)")).first).to_be_visible()


def take_next_step(open_page, world, page, task):
    """The first forward action, as whoever it is assigned to now."""
    who = world.username_of(task["assigned_user"])
    actions = world.person(who).get(f"/workflow/tasks/{task['task_id']}/actions/")["actions"]
    label = next(a["label"] for a in actions if a["outcome"] in ("done", "approve"))
    page.context.close()
    page = open_page()
    sign_in(page, world, who)
    page.goto(f"/tasks/{task['task_id']}")
    page.get_by_role("button", name=label, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Looked at it, all there")
    dialog.get_by_role("button", name=label, exact=True).click()
    expect(dialog).to_be_hidden()
    return page


def test_two_people_see_each_others_comments_as_they_are_written(open_page, world):
    _, task, agent = assigned(world, "IT Support", "Network")
    first, second = open_page(), open_page()
    for page, who in ((first, agent), (second, "admin")):
        sign_in(page, world, who)
        page.goto(f"/tasks/{task['task_id']}")
        expect(page.get_by_label("New comment")).to_be_visible()

    say(first, "Can you see the switch?")
    expect(said(second, "Can you see the switch?")).to_be_visible()
    say(second, "Yes, port 12 is dark")
    expect(said(first, "Yes, port 12 is dark")).to_be_visible()


def test_a_comment_written_while_the_network_was_away_appears_once(open_page, world):
    number, task, agent = assigned(world, "IT Support", "Network")
    page = open_page()
    sign_in(page, world, agent)
    page.goto(f"/tasks/{task['task_id']}")
    expect(page.get_by_label("New comment")).to_be_visible()

    page.context.set_offline(True)
    world.person("admin").post(
        "/messaging/api/comments/", ticket_id=number, text="Said while you were away"
    )
    page.context.set_offline(False)

    expect(said(page, "Said while you were away")).to_have_count(1, timeout=20_000)


def test_a_new_task_rings_the_bell(open_page, world):
    _, _, agent = assigned(world, "IT Support", "Network")
    page = open_page()
    sign_in(page, world, agent)

    page.goto("/")
    page.get_by_role("button", name=re.compile("^Notifications")).click()

    expect(
        page.get_by_role("dialog").get_by_text(re.compile("New task", re.IGNORECASE)).first
    ).to_be_visible()


def test_a_requester_submits_a_ticket_and_follows_it(open_page, world):
    page = open_page()
    sign_in(page, world, "chloe.durand")
    page.goto("/portal/submit")
    subject = "The meeting room has no network"

    page.get_by_role("combobox", name="Category", exact=True).click()
    page.get_by_role("option", name="IT Support").click()
    page.get_by_role("combobox", name="Kind of request").click()
    page.get_by_role("option", name="Network").click()
    page.get_by_label("Subject").fill(subject)
    page.get_by_label("Description").fill("Since this morning, second floor.")
    page.get_by_role("button", name="Send request").click()

    expect(page.get_by_text(subject).first).to_be_visible()
    page.goto("/portal/tickets")
    expect(page.get_by_text(subject).first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_screen_has_an_accessibility_finding(open_page, world, theme):
    _, task, _agent = assigned(world, "IT Support", "Access")
    page = open_page(color_scheme=theme)
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    findings = {"/sign-in": accessibility_findings(page)}
    sign_in(page, world, "admin")
    workflow = world.person("admin").get("/workflow/workflows/")["results"][0]["id"]

    for path in (
        "/inbox",
        f"/tasks/{task['task_id']}",
        "/workflows",
        f"/workflows/{workflow}",
        "/system",
        "/failed-work",
        "/portal/submit",
        "/portal/tickets",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        findings[path] = accessibility_findings(page)

    assert {path: found for path, found in findings.items() if found} == {}


def test_a_phone_can_read_and_comment(open_page, world):
    _, task, agent = assigned(world, "IT Support", "Network")
    page = open_page(viewport={"width": 360, "height": 740})
    sign_in(page, world, agent)
    page.goto(f"/tasks/{task['task_id']}")

    say(page, "From the train")

    expect(said(page, "From the train")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
