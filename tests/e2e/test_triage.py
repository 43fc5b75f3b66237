"""Coverage, what an Admin does with tickets that wait, and why things were decided."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import eventually, ticket

SCHEMES = ["light", "dark"]
WIDE = {"width": 1500, "height": 900}


@pytest.fixture
def kind():
    """A sub-category that nobody has ever asked for."""
    return f"Visa {uuid.uuid4().hex[:8]}"


def send_waiting(world, kind):
    number = world.send(ticket("Travel", kind)).json()["ticket_number"]
    admin = world.person("admin")
    eventually(
        lambda: admin.get(f"/ticket/tickets/{number}/")["status"] == "unrouted", what="unrouted"
    )
    return number


def open_as_admin(open_page, world, path, **options):
    page = open_page(**options)
    sign_in(page, world, "admin")
    page.goto(path)
    return page


def choose(page, number, deed):
    page.get_by_role("button", name=f"More for {number}").click()
    page.get_by_role("menuitem", name=deed).click()
    # It fades out, empty, and axe would find fault with that.
    expect(page.get_by_role("menu")).to_have_count(0)
    return page.get_by_role("dialog")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_gap_in_the_matrix_becomes_a_draft(open_page, world, kind, scheme):
    send_waiting(world, kind)
    page = open_as_admin(open_page, world, "/coverage?only=gaps", color_scheme=scheme)

    cell = page.get_by_role("button", name=re.compile(f"{kind}.*Gap")).first
    expect(cell).to_be_visible()
    assert accessibility_findings(page) == []
    cell.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("No workflow takes these tickets.")
    assert accessibility_findings(page) == []
    dialog.get_by_role("button", name="New workflow for this").click()

    expect(page).to_have_url(re.compile(r"/workflows/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(kind)


def test_the_matrix_is_taken_along_as_csv(open_page, world):
    page = open_as_admin(open_page, world, "/coverage")
    page.get_by_role("button", name=re.compile("IT Support.*Network")).first.wait_for()

    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()

    text = download.value.path().read_text()
    assert text.startswith("category,sub_category,department,workflow,version")
    assert '"IT Network Support"' in text


def test_a_ticket_is_declined_with_a_message_its_requester_reads(open_page, world, kind):
    number = send_waiting(world, kind)
    page = open_as_admin(open_page, world, f"/unrouted?search={number}")

    dialog = choose(page, number, "Decline…")
    assert accessibility_findings(page) == []
    dialog.get_by_label("Message to the requester").fill("We do not arrange visas.")
    dialog.get_by_role("button", name="Decline").click()

    expect(page.get_by_text(f"{number} was declined.")).to_be_visible()
    eventually(
        lambda: world.person("ana.cruz").get(f"/ticket/tickets/{number}/")["status"] == "rejected",
        what="rejected",
    )


def test_a_corrected_ticket_starts_where_it_belongs(open_page, world, kind):
    number = send_waiting(world, kind)
    page = open_as_admin(open_page, world, f"/unrouted?search={number}")

    dialog = choose(page, number, "Correct and accept…")
    expect(dialog.get_by_role("region", name="As it was sent")).to_be_visible()
    assert accessibility_findings(page) == []
    dialog.get_by_label(re.compile("^Category")).fill("IT Support")
    dialog.get_by_label("Sub-category").fill("Network")
    dialog.get_by_role("button", name="Accept").click()

    expect(page.get_by_text(f"{number} is on its way.")).to_be_visible()
    assert world.task_of(number)["workflow_name"] == "IT Network Support"


def test_a_rule_is_made_from_a_ticket_after_showing_what_it_takes(open_page, world, kind):
    number, other = send_waiting(world, kind), send_waiting(world, kind)
    page = open_as_admin(open_page, world, f"/unrouted?search={number}")

    dialog = choose(page, number, "Create a rule from this…")
    expect(dialog.get_by_role("status")).to_contain_text("2 waiting tickets would start")
    expect(dialog.get_by_role("status")).to_contain_text(other)
    assert accessibility_findings(page) == []
    dialog.get_by_role("button", name="Make the draft").click()

    expect(page).to_have_url(re.compile(r"/workflows/\d+$"))


def test_a_ticket_that_is_put_off_is_found_under_that_word(open_page, world, kind):
    number = send_waiting(world, kind)
    page = open_as_admin(open_page, world, f"/unrouted?search={number}")

    dialog = choose(page, number, "Put off…")
    assert accessibility_findings(page) == []
    dialog.get_by_role("button", name="Put off").click()
    expect(page.get_by_role("article", name=number)).to_be_hidden()
    page.get_by_text("Put off", exact=True).click()

    expect(page.get_by_role("article", name=number)).to_contain_text("Put off until")
    expect(page).to_have_url(re.compile("snoozed=true"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_why_answers_for_workflow_people_deadline_and_notices(open_page, world, scheme):
    number = world.send(ticket("IT Support", "Access")).json()["ticket_number"]
    task = eventually(lambda: world.task_of(number), what="task")
    page = open_as_admin(
        open_page, world, f"/tasks/{task['task_id']}", color_scheme=scheme, viewport=WIDE
    )

    page.get_by_role("tab", name="Why").click()

    workflow = page.get_by_role("region", name="Why this workflow")
    expect(workflow).to_contain_text("Rule 2: the workflow for any department")
    expect(page.get_by_role("region", name="Why these people")).to_contain_text("Verify request")
    expect(page.get_by_role("region", name="Why this deadline")).to_contain_text("Target for")
    told = page.get_by_role("region", name="Who was told, and who was not")
    expect(told).to_contain_text(re.compile("Told: .* New Task"))
    assert accessibility_findings(page) == []
