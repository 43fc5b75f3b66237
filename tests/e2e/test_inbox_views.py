"""Views, columns, files and company of the inbox, in browsers."""

import csv
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, say, sign_in
from tests.e2e.inbox import DESKTOP, PHONE, agent_of, fresh, rows
from tests.integration.world import eventually

THEMES = ("light", "dark")


def save_view(world, username, name, filters, **more):
    body = {"name": name, "filters": filters, **more}
    answer = world.person(username).post("/workflow/views/", **body)
    assert answer.status_code == 201, answer.text
    return answer.json()["key"]


def headings(page):
    return page.locator("[data-column]").evaluate_all("all => all.map(each => each.dataset.column)")


def width_of(page, column):
    return page.locator(f"[data-column='{column}']").bounding_box()["width"]


def test_a_saved_view_counts_what_comes_and_goes(open_page, world, send, words):
    [task] = send()
    agent = agent_of(world, task)
    key = save_view(world, agent, words, {"view": "mine", "search": words})
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, agent)

    page.goto(f"/inbox?view={key}")
    link = page.get_by_role("navigation", name="Views").get_by_role("link", name=words)
    expect(link).to_have_text(re.compile("1$"))
    transfer_away(world, task)

    expect(link).to_have_text(re.compile("0$"))
    row = rows(page).filter(has_text=task["ticket_number"])
    expect(row.get_by_text("Left this view")).to_be_visible()


def transfer_away(world, task):
    body = {"to_role": "IT Support", "reason": "Holidays", "version": fresh(world)(task)["version"]}
    answer = world.person("admin").post(f"/workflow/tasks/{task['task_id']}/transfer/", **body)
    assert answer.status_code == 200, answer.text


def test_who_watches_hears_why_and_can_stop(open_page, world, send):
    [task] = send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "auditor")
    page.goto(f"/tasks/{task['task_id']}")
    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page.get_by_role("button", name="Stop watching")).to_be_visible()

    transfer_away(world, task)
    number = task["ticket_number"]
    eventually(lambda: notices(world, "auditor", number), what="notice")
    page.get_by_role("button", name=re.compile("notification", re.IGNORECASE)).click()
    bell = page.get_by_role("dialog", name="Notifications")
    notice = bell.get_by_role("listitem").filter(has_text=f"T-{task['task_id']} ")
    expect(notice.get_by_text("You watch this ticket")).to_be_visible()
    notice.get_by_role("link", name=f"Stop watching {number}").click()
    expect(page).to_have_url(re.compile("/stop-watching/"))
    assert accessibility_findings(page) == []
    page.get_by_role("main").get_by_role("button", name="Stop watching").click()

    expect(page.get_by_text(f"You no longer watch {number}.")).to_be_visible()
    watch = f"/workflow/tasks/{task['task_id']}/watch/"
    assert world.person("auditor").get(watch)["watching"] is False


def notices(world, username, number):
    found = world.person(username).get("/notification/api/v2/notifications/inapp/")["results"]
    return [each for each in found if each["related_ticket_number"] == number]


@pytest.mark.parametrize("theme", THEMES)
def test_a_comment_says_whom_it_addresses(open_page, world, send, theme):
    [task] = send()
    page = open_page(viewport=DESKTOP, color_scheme=theme)
    sign_in(page, world, agent_of(world, task))
    page.goto(f"/tasks/{task['task_id']}")

    picker = page.get_by_role("combobox", name="Mention colleagues")
    picker.fill("Fatima")
    page.get_by_role("option", name=re.compile("Fatima")).click()
    expect(page.get_by_text(re.compile("Fatima .* does not see this ticket yet"))).to_be_visible()
    picker.press("Escape")
    say(page, "Do you know this lamp?")

    comment = page.get_by_role("article").filter(has_text="Do you know this lamp?")
    expect(comment.get_by_text(re.compile("Fatima"))).to_be_visible()
    page.reload()
    expect(comment.get_by_text(re.compile("Fatima"))).to_be_visible()
    assert accessibility_findings(page) == []


def test_own_columns_are_dragged_and_widened_and_nobody_elses_change(open_page, world, send, words):
    send()
    shared = {"sharing": "role", "role": "Auditor"}
    key = save_view(world, "admin", words, {"view": "all", "search": words}, **shared)
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    address = f"/inbox?view={key}&layout=table"
    page.goto(address)
    expect(rows(page)).to_have_count(1)
    before = headings(page)

    page.get_by_role("button", name="Move the column Clock").drag_to(
        page.locator(f"[data-column='{before[0]}']")
    )
    expect(page.locator("[data-column]").first).to_have_attribute("data-column", "sla")
    page.get_by_role("button", name="Move the column Clock").press("ArrowRight")
    expect(page.locator("[data-column]").nth(1)).to_have_attribute("data-column", "sla")
    old = width_of(page, "step")
    page.get_by_role("separator", name="Width of the column Step").press("ArrowRight")
    eventually(lambda: width_of(page, "step") == old + 16, what="a wider column")
    assert accessibility_findings(page) == []
    arranged = headings(page)
    kept = world.person("admin")
    eventually(
        lambda: (
            [each["name"] for each in kept.get(f"/workflow/views/columns/{key}/")["columns"]]
            == arranged
        ),
        what="kept columns",
    )

    page.reload()
    expect(rows(page)).to_have_count(1)
    assert headings(page) == arranged
    assert width_of(page, "step") == old + 16
    other = open_page(viewport=DESKTOP)
    sign_in(other, world, "auditor")
    other.goto(address)
    expect(rows(other)).to_have_count(1)
    assert headings(other) == before


def test_a_column_is_drawn_wider_and_its_rows_follow(open_page, world, send, words):
    send()
    page = open_page(viewport=DESKTOP)
    key = save_view(world, "admin", words, {"view": "all", "search": words})
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view={key}&layout=table")
    expect(page.locator("[data-column]").first).to_be_visible()
    edge = page.get_by_role("separator", name="Width of the column Priority").bounding_box()
    at = {"x": edge["x"] + edge["width"] / 2, "y": edge["y"] + edge["height"] / 2}
    old = width_of(page, "priority")

    page.mouse.move(at["x"], at["y"])
    page.mouse.down()
    page.mouse.move(at["x"] + 60, at["y"], steps=4)
    drawn = width_of(page, "priority")
    page.mouse.up()

    assert drawn == old + 60
    eventually(lambda: width_of(page, "priority") == old + 60, what="the width that was drawn")


def test_many_are_tried_on_a_few_and_stopped(open_page, world, send, words):
    tasks = send(22)
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view=all&search={words}")
    page.get_by_label(f"Choose {tasks[0]['ticket_number']}").check()
    page.get_by_role("button", name="Choose all that match").click()
    page.get_by_role("button", name="Act on them").click()
    page.get_by_role("menuitem", name="Put them on hold").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("The lamps are out of stock")
    dialog.get_by_role("button", name="Preview").click()

    dialog.get_by_role("button", name="Try it on 5 first").click()

    expect(dialog.get_by_text("5 done")).to_be_visible()
    expect(dialog.get_by_text("17 to go")).to_be_visible()
    assert accessibility_findings(page) == []
    assert [fresh(world)(task)["status"] for task in tasks].count("on_hold") == 5
    dialog.get_by_role("button", name="Stop").click()
    expect(dialog.get_by_text("17 not begun")).to_be_visible()
    dialog.get_by_role("button", name="Take it back").click()
    expect(dialog.get_by_text("Taken back")).to_be_visible()
    assert [fresh(world)(task)["status"] for task in tasks].count("on_hold") == 0


def test_what_is_chosen_is_saved_as_a_file(open_page, world, send, words):
    tasks = send(3)
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view=all&layout=table&search={words}")
    page.get_by_label(f"Choose {tasks[0]['ticket_number']}").check()
    page.get_by_role("button", name="Choose all that match").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()

    with download.value.path().open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["ticket_number"] for line in lines} == {task["ticket_number"] for task in tasks}
    assert "sla_state" in lines[0]


def test_filters_stand_as_chips_in_the_address(open_page, world, send, words):
    send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view=all&search={words}")
    expect(rows(page)).to_have_count(1)

    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("menuitem", name="Workflow").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill("IT Access")
    page.get_by_role("option", name="IT Access Request").click()
    assert accessibility_findings(page) == []
    dialog.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"workflow_id=\d+"))
    expect(page.get_by_role("search").get_by_text("Workflow: IT Access Request")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    page.goto(page.url + "&older_than_days=3")

    expect(page.get_by_role("search").get_by_text("older than 3 days")).to_be_visible()
    expect(rows(page)).to_have_count(0)


@pytest.mark.parametrize("theme", THEMES)
def test_a_phone_filters_and_leaves_watching(open_page, world, send, words, theme):
    [task] = send()
    page = open_page(viewport=PHONE, color_scheme=theme)
    sign_in(page, world, "auditor")
    page.goto(f"/inbox?view=all&search={words}&step=Verify request")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("search").get_by_text("Step: Verify request")).to_be_visible()
    assert accessibility_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.goto(f"/stop-watching/{task['ticket_number']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(task["ticket_number"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
