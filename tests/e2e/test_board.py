"""The board: who has which work, handed on with the mouse and without, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import ticket

ROLE = "IT Support"
BOARD = "/board?role=IT%20Support"


@pytest.fixture
def task(world):
    """A fresh one of IT Support, with somebody."""
    number = world.send(ticket("IT Support", "Access")).json()["ticket_number"]
    return world.task_of(number)


@pytest.fixture
def board(open_page, world, task):
    page = open_page(viewport={"width": 1280, "height": 900})
    sign_in(page, world, "admin")
    page.goto(BOARD)
    expect(page.get_by_role("region", name=task["assigned_user_name"])).to_be_visible()
    return page


def region(page, name):
    return page.get_by_role("region", name=name)


def card(page, task):
    return page.get_by_role("listitem").filter(has=page.get_by_text(task["number"], exact=True))


def colleague_of(world, task):
    """Somebody else of the role."""
    people = world.person("admin").get("/workflow/board/", role=ROLE)["people"]
    return next(one["name"] for one in people if one["user_id"] != task["assigned_user"])


def confirm(page, reason):
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("that does not change")).to_be_visible()
    dialog.get_by_label("Reason").fill(reason)
    assert accessibility_findings(page) == []
    dialog.get_by_role("button", name="Hand on").click()
    expect(dialog).to_be_hidden()


def test_a_task_is_dragged_to_a_colleague_and_taken_back(board, world, task):
    owner, colleague = task["assigned_user_name"], colleague_of(world, task)
    card(board, task).drag_to(region(board, colleague).get_by_role("heading"))

    confirm(board, "Knows the house")

    expect(region(board, colleague).get_by_text(task["number"], exact=True)).to_be_visible()
    board.get_by_role("button", name="Undo").click()
    expect(board.get_by_text(f"{task['number']} is back with {owner}.")).to_be_visible()
    expect(region(board, owner).get_by_text(task["number"], exact=True)).to_be_visible()


def test_the_keyboard_hands_on_as_well_and_the_ledger_tells(board, world, task):
    colleague = colleague_of(world, task)
    board.get_by_role("button", name=f"Hand on {task['number']}").press("Enter")
    board.get_by_role("menuitem", name=colleague).press("Enter")

    reason = f"Without a mouse: {task['number']}"
    confirm(board, reason)

    expect(board.get_by_text(f"{task['number']} went to {colleague}.")).to_be_visible()
    board.get_by_role("link", name="Turns").click()
    newest = board.get_by_role("listitem").filter(has_text=reason)
    expect(newest).to_contain_text("Handed on")
    expect(newest).to_contain_text(colleague)
    with board.expect_download() as download:
        board.get_by_role("link", name="All as CSV").click()
    assert reason in download.value.path().read_text()


def test_who_goes_away_hands_over_and_it_is_undone(board, world, task):
    owner = task["assigned_user_name"]
    board.get_by_role("button", name=f"Hand over the work of {owner}").click()
    dialog = board.get_by_role("dialog")
    expect(dialog.get_by_role("combobox", name=f"New owner of {task['number']}")).to_be_visible()
    assert accessibility_findings(board) == []

    dialog.get_by_label("Reason").fill("Leave until Monday")
    dialog.get_by_role("button", name=re.compile("^Hand over")).click()
    expect(dialog.get_by_text(re.compile("^Went to")).first).to_be_visible(timeout=15_000)
    assert world.task(task["task_id"])["assigned_user"] != task["assigned_user"]
    dialog.get_by_role("button", name="Undo all that nobody has begun").click()

    expect(dialog.get_by_text("Back where it was").first).to_be_visible(timeout=15_000)
    assert world.task(task["task_id"])["assigned_user"] == task["assigned_user"]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
@pytest.mark.parametrize("path", ["/board", BOARD, "/board/turns?role=IT%20Support"])
def test_no_screen_has_an_accessibility_finding(open_page, world, task, path, theme, width):
    page = open_page(color_scheme=theme, viewport={"width": width, "height": 800})
    sign_in(page, world, "coordinator")

    page.goto(path)
    page.wait_for_load_state("networkidle")

    assert accessibility_findings(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
