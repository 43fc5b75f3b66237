"""The inbox and the ticket while others work, and while the network is away."""

import re

from playwright.sync_api import expect

from tests.e2e.browser import said, say, sign_in
from tests.e2e.inbox import DESKTOP, agent_of, rows

# Lists for which no event came are fetched anew by then.
ASKED_AGAIN = 46_000
SHOW_NEW = re.compile(r"^\d+ new")


def test_two_people_see_each_other_and_what_is_new(open_page, world, send, words):
    [task] = send()
    agent = agent_of(world, task)
    page = open_page(viewport=DESKTOP)
    page.clock.install()
    sign_in(page, world, agent)
    page.goto(f"/inbox?view=mine&search={words}")
    row = rows(page).filter(has_text=task["ticket_number"])
    expect(row).to_be_visible()

    other = open_page(viewport=DESKTOP)
    sign_in(other, world, "admin")
    other.goto(f"/tasks/{task['task_id']}")
    say(other, "Please hurry")
    expect(said(other, "Please hurry")).to_be_visible()

    page.clock.fast_forward(ASKED_AGAIN)
    expect(row.get_by_text("1 unread comment")).to_be_attached()
    expect(row.get_by_text(re.compile("Also here:"))).to_be_attached()


def test_the_row_under_the_pointer_stays_when_others_come(open_page, world, send, words):
    tasks = send(2)
    page = open_page(viewport=DESKTOP)
    page.clock.install()
    sign_in(page, world, "admin")
    page.goto(f"/inbox?view=all&search={words}&ordering=-created_at")
    expect(rows(page)).to_have_count(2)
    row = rows(page).filter(has_text=tasks[0]["ticket_number"])
    row.hover()
    before = row.bounding_box()

    send(1)
    page.clock.fast_forward(ASKED_AGAIN)
    expect(page.get_by_role("button", name=SHOW_NEW)).to_be_visible()

    assert row.bounding_box() == before
    page.get_by_role("button", name=SHOW_NEW).click()
    expect(rows(page)).to_have_count(3)


def test_a_lost_connection_is_said_and_what_was_missed_comes(open_page, world, send):
    [task] = send()
    page = open_page(viewport=DESKTOP)
    sign_in(page, world, agent_of(world, task))
    page.goto(f"/tasks/{task['task_id']}")
    expect(page.get_by_label("New comment")).to_be_visible()
    say(page, "I am here")
    expect(said(page, "I am here")).to_be_visible()

    page.context.set_offline(True)
    expect(page.get_by_text("Reconnecting…")).to_be_visible()
    for text in ("First of the missed", "Second of the missed"):
        world.person("admin").post(
            "/messaging/api/comments/", ticket_id=task["ticket_number"], text=text
        )
    page.context.set_offline(False)

    expect(said(page, "Second of the missed")).to_be_visible()
    expect(page.get_by_text("Reconnecting…")).to_have_count(0)
    texts = page.get_by_role("article").all_inner_texts()
    missed = [text for text in texts if "of the missed" in text]
    assert ["First" in text for text in missed] == [True, False]
