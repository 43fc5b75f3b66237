"""Files in the browser: a requester sends some along, a colleague opens, adds and removes them."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import ticket

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff89993d1d"
    "0000000049454e44ae426082"
)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def picture(name):
    return {"name": name, "mimeType": "image/png", "buffer": PNG}


@pytest.fixture
def task(world):
    sent = world.send(ticket("IT Support", "Network"))
    return world.task_of(sent.json()["ticket_number"])


def dropped(page, name):
    """What a browser hands over when a file is dropped or pasted."""
    return page.evaluate_handle(
        """name => {
            const carried = new DataTransfer();
            carried.items.add(new File(['All is well'], name, { type: 'text/plain' }));
            return carried;
        }""",
        name,
    )


def choose(page, label, option):
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option).click()


def test_the_files_of_a_new_ticket_follow_it_and_a_bad_one_costs_nothing(open_page, world):
    page = open_page(viewport={"width": 360, "height": 740})
    sign_in(page, world, "ben.okafor")
    page.goto("/portal/submit")
    choose(page, "Category", "IT Support")
    choose(page, "Kind of request", "Network")
    page.get_by_label("Subject").fill("The projector shows stripes")
    page.get_by_label("Description").fill("As in the picture.")
    spoofed = {"name": "holiday.png", "mimeType": "image/png", "buffer": PAGE}
    page.get_by_label("Choose files").set_input_files([picture("stripes.png"), spoofed])
    expect(page.get_by_role("list", name="Files on their way")).to_contain_text("stripes.png")
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Send request").click()

    expect(page.get_by_text(re.compile("holiday.png is, by its content, none of"))).to_be_visible()
    expect(page.get_by_role("button", name="Try holiday.png again")).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Go to the ticket").click()

    expect(page.get_by_role("link", name="Open stripes.png in a new tab")).to_be_visible()
    assert accessibility_findings(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_colleague_adds_opens_and_removes_files(open_page, world, task, theme):
    page = open_page(color_scheme=theme, viewport={"width": 1440, "height": 900})
    sign_in(page, world, world.username_of(task["assigned_user"]))
    page.goto(f"/tasks/{task['task_id']}")
    page.get_by_role("tab", name="Files").click()
    panel = page.get_by_role("tabpanel", name="Files")
    panel.get_by_label("Choose files").set_input_files(picture("rack.png"))

    link = panel.get_by_role("link", name="Open rack.png in a new tab")
    expect(link).to_be_visible()
    with page.expect_popup() as opened:
        link.click()
    shown = opened.value.locator("img")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.naturalWidth") == 1
    assert accessibility_findings(page) == []

    panel.get_by_role("button", name="Remove rack.png").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(panel.get_by_text("Removed")).to_be_visible()
    expect(link).to_be_hidden()


def test_a_file_is_dropped_and_pasted_into_a_comment(open_page, world, task):
    page = open_page(viewport={"width": 1440, "height": 900})
    sign_in(page, world, world.username_of(task["assigned_user"]))
    page.goto(f"/tasks/{task['task_id']}")
    field = page.get_by_label("New comment")
    expect(field).to_be_visible()
    field.dispatch_event("drop", {"dataTransfer": dropped(page, "switch.log")})
    field.evaluate(
        """(field, carried) => field.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true })
        )""",
        dropped(page, "router.log"),
    )
    waiting = page.get_by_role("list", name="Files on their way")
    expect(waiting.get_by_role("listitem")).to_have_count(2)
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Send", exact=True).click()

    said = page.get_by_role("list", name="What happened")
    expect(said.get_by_text("Files: switch.log, router.log")).to_be_visible()
    with page.expect_download() as saved:
        said.get_by_role("link", name="Save switch.log").click()
    assert saved.value.suggested_filename == "switch.log"
    assert saved.value.path().read_bytes() == b"All is well"
    page.get_by_role("tab", name="Files").click()
    listed = page.get_by_role("list", name="From the conversation")
    expect(listed.get_by_role("listitem")).to_have_count(2)
