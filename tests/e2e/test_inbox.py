"""The inbox and the ticket, worked with in browsers."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, said, say, sign_in
from tests.e2e.inbox import DESKTOP, PHONE, agent_of, fresh
from tests.integration.world import eventually

AXE_THEMES = ("light", "dark")


def forward(world, task):
    """What the button of the ordinary way on says."""
    who = world.person(agent_of(world, task))
    actions = who.get(f"/workflow/tasks/{task['task_id']}/actions/")["actions"]
    return next(a["label"] for a in actions if a["outcome"] in ("done", "approve"))


@pytest.mark.parametrize("theme", AXE_THEMES)
def test_the_inbox_with_list_and_ticket_is_accessible(open_page, world, send, words, theme):
    [task] = send()
    page = open_page(viewport=DESKTOP, color_scheme=theme)
    sign_in(page, world, agent_of(world, task))

    page.goto(f"/inbox?view=mine&search={words}&task={task['task_id']}")

    expect(page.get_by_role("heading", level=1, name=re.compile(words))).to_be_visible()
    expect(page.get_by_role("button", name="Save view")).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Arrange the list").click()
    page.get_by_role("menuitem", name="Show as a table").click()
    # It fades out, empty, and axe would find fault with that.
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Clock"))).to_be_visible()
    assert accessibility_findings(page) == []


def test_a_view_is_saved_and_comes_back(open_page, world, send, words):
    [task] = send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, agent_of(world, task))
    page.goto("/inbox?view=all")
    page.get_by_label("Search number or words").fill(words)

    page.get_by_role("button", name="Save view").click()
    page.get_by_label("Name").fill(words)
    assert accessibility_findings(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Save view").click()

    expect(page).to_have_url(re.compile("view=saved-"))
    views = page.get_by_role("navigation", name="Views")
    expect(views.get_by_role("link", name=words)).to_have_attribute("aria-current", "page")
    expect(page.get_by_text(task["ticket_number"])).to_be_visible()
    expect(page.get_by_role("button", name="Save view")).to_have_count(0)


def test_many_are_acted_on_previewed_and_taken_back(open_page, world, send, words):
    tasks = send(3)
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view=all&search={words}")
    for task in tasks[:2]:
        page.get_by_label(f"Choose {task['ticket_number']}").check()
    page.get_by_role("button", name="Choose all that match").click()

    page.get_by_role("button", name="Act on them").click()
    page.get_by_role("menuitem", name="Put them on hold").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("The badge printer is out of order")
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog.get_by_text("3 would be done")).to_be_visible()
    assert accessibility_findings(page) == []
    assert {task["status"] for task in map(fresh(world), tasks)} != {"on_hold"}
    dialog.get_by_role("button", name="Do it to 3").click()
    expect(dialog.get_by_text("3 done")).to_be_visible()
    assert {task["status"] for task in map(fresh(world), tasks)} == {"on_hold"}

    dialog.get_by_role("button", name="Take it back").click()

    expect(dialog.get_by_text("Taken back")).to_be_visible()
    assert "on_hold" not in {task["status"] for task in map(fresh(world), tasks)}


def test_of_five_thousand_rows_those_in_sight_are_drawn(open_page, world, send, words):
    send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    line = world.person("admin").get("/workflow/tasks/", search=words)["results"][0]
    page.route(re.compile("/api/workflow/tasks/[?]"), lambda route: long_list(route, line))
    page.goto("/inbox?view=all")
    expect(page.get_by_text("Row 0 of many")).to_be_visible()

    for _ in range(200):
        page.locator("ol").first.evaluate("list => { list.parentElement.scrollTop += 1e6 }")
        if page.get_by_text("Row 4999 of many").count():
            break
        page.wait_for_timeout(100)

    expect(page.get_by_text("Row 4999 of many")).to_be_visible()
    assert page.get_by_role("listitem").count() < 80


def long_list(route, line):
    """Answer with a page of 5000 tasks, made after one that exists."""
    asked = re.search(r"[?&]page=(\d+)", route.request.url)
    assert asked is not None
    page = int(asked[1])
    rows = [
        {**line, "task_id": 10**6 + n, "ticket_number": f"MANY-{n}", "title": f"Row {n} of many"}
        for n in range((page - 1) * 100, page * 100)
    ]
    more = "/more/" if page < 50 else None
    route.fulfill(json={"count": 1001, "next": more, "previous": None, "results": rows})


def test_by_keyboard_alone(open_page, world, send, words):
    tasks = send(2)
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view=all&search={words}")
    expect(page.get_by_text(tasks[1]["ticket_number"])).to_be_visible()

    for task in tasks:
        page.keyboard.press("j")
        row = page.get_by_role("listitem").filter(has_text=task["ticket_number"])
        expect(row.get_by_role("link")).to_have_attribute("aria-current", "true")
        page.keyboard.press("x")
        expect(page.get_by_label(f"Choose {task['ticket_number']}")).to_be_checked()

    expect(page.get_by_text("2 chosen")).to_be_visible()
    expect(page.get_by_label("New comment")).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_label("New comment")).to_be_focused()


def test_a_draft_survives_and_an_answer_is_guarded(open_page, world, send):
    [task] = send()
    path = f"/tasks/{task['task_id']}"
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, agent_of(world, task))
    page.goto(path)
    page.get_by_label("New comment").fill("I shall call her")
    expect(page.get_by_text("Draft saved")).to_be_visible()

    page.reload()
    expect(page.get_by_label("New comment")).to_have_value("I shall call her")
    world.person("admin").post(
        "/messaging/api/comments/", ticket_id=task["ticket_number"], text="I have called her"
    )
    expect(said(page, "I have called her")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.get_by_text("1 new since you began to write")).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Read them first").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_label("New comment")).to_have_value("")
    expect(page.get_by_role("article").filter(has_text="I shall call her")).to_be_visible()
    page.reload()
    expect(page.get_by_role("article").filter(has_text="I shall call her")).to_be_visible()
    expect(page.get_by_label("New comment")).to_have_value("")


def test_what_is_new_is_marked_in_the_list_and_in_the_ticket(open_page, world, send, words):
    [task] = send()
    world.person("admin").post(
        "/messaging/api/comments/", ticket_id=task["ticket_number"], text="Please hurry"
    )
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, agent_of(world, task))

    page.goto(f"/inbox?view=mine&search={words}")
    expect(page.get_by_text("1 unread comment")).to_be_attached()
    page.get_by_role("link", name=re.compile(words)).click()

    expect(page.get_by_text("New since you last looked")).to_be_visible()
    expect(page.get_by_text("1 unread comment")).to_have_count(0)


def test_a_mentioned_colleague_sees_the_ticket(open_page, world, send):
    [task] = send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, agent_of(world, task))
    page.goto(f"/tasks/{task['task_id']}")
    stranger = world.person("fatima.zahra")
    assert (
        stranger.http.get(f"{world.gateway}/api/workflow/tasks/{task['task_id']}/").status_code
        == 404
    )

    picker = page.get_by_role("combobox", name="Mention colleagues")
    picker.fill("Fatima")
    page.get_by_role("option", name=re.compile("Fatima")).click()
    say(page, "Do you know this badge?")

    eventually(
        lambda: (
            task["task_id"]
            in {
                each["task_id"]
                for each in stranger.get("/workflow/tasks/", view="mentioned")["results"]
            }
        ),
        what="mention",
    )


def test_a_watched_ticket_stands_under_watching(open_page, world, send):
    [task] = send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    page.goto(f"/tasks/{task['task_id']}")

    page.get_by_role("button", name="Watch", exact=True).click()

    expect(page.get_by_role("button", name="Stop watching")).to_be_visible()
    page.goto("/inbox?view=watching")
    expect(page.get_by_text(task["ticket_number"])).to_be_visible()


def test_a_phone_reads_comments_and_moves_on(open_page, world, send, words):
    [task] = send()
    page = open_page(viewport=PHONE)
    sign_in(page, world, agent_of(world, task))
    page.goto(f"/inbox?view=mine&search={words}")
    row = page.get_by_role("link", name=re.compile(words))
    expect(row).to_be_visible()
    expect(page.get_by_label("Loading")).to_have_count(0)
    assert accessibility_findings(page) == []

    row.click()
    expect(page).to_have_url(re.compile(f"/tasks/{task['task_id']}$"))
    say(page, "Seen on the way")
    expect(said(page, "Seen on the way")).to_be_visible()
    assert accessibility_findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    page.get_by_role("button", name=forward(world, task), exact=True).click()
    page.get_by_role("dialog").get_by_role("button").last.click()
    eventually(
        lambda: world.task(task["task_id"])["current_step"] != task["current_step"],
        what="moved on",
    )
