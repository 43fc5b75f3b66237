"""A ticket that no workflow takes, seen by its requester and by an Admin."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import eventually, ticket


@pytest.fixture
def number(world):
    """Of a ticket of a kind that nobody has ever sent."""
    number = world.send(ticket("Travel", f"Visa {uuid.uuid4().hex[:8]}")).json()["ticket_number"]
    admin = world.person("admin")
    eventually(
        lambda: admin.get(f"/ticket/tickets/{number}/")["status"] == "unrouted", what="unrouted"
    )
    return number


def test_its_requester_reads_plainly_that_it_waits(open_page, world, number):
    page = open_page()
    sign_in(page, world, "ana.cruz")

    page.goto(f"/portal/tickets/{number}")

    expect(page.get_by_text("Waits for a team").first).to_be_visible()
    expect(page.get_by_text("nobody is set up for this kind yet")).to_be_visible()
    assert accessibility_findings(page) == []


def test_its_requester_is_told_in_the_application_that_it_waits(world, number):
    ana = world.person("ana.cruz")

    def told():
        page = ana.get("/notification/api/v2/notifications/inapp/", page_size=20)
        return [one for one in page["results"] if one["related_ticket_number"] == number]

    [notice] = eventually(told, what="notice")
    assert notice["subject"] == f"Your ticket {number} has arrived and waits for a team"


def test_an_admin_finds_it_sees_its_failed_work_and_routes_it(open_page, world, number):
    page = open_page()
    sign_in(page, world, "admin")
    page.goto(f"/unrouted?search={number}")

    card = page.get_by_role("article", name=number)
    expect(card).to_contain_text("No deployed workflow for category 'Travel'")
    assert accessibility_findings(page) == []
    card.get_by_role("link", name="Failed work").click()
    expect(page.get_by_text(re.compile("WORKFLOW_NOT_FOUND"))).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_role("link", name=number).click()

    page.get_by_role("article", name=number).get_by_role("button", name="Route…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Workflow").click()
    page.get_by_role("option", name=re.compile("IT Access Request")).click()
    dialog.get_by_label("Reason").fill("Access comes first")
    assert accessibility_findings(page) == []
    dialog.get_by_role("button", name="Route").click()

    expect(page.get_by_text(f"{number} is on its way.")).to_be_visible()
    assert world.task_of(number)["workflow_name"] == "IT Access Request"
    eventually(
        lambda: world.person("admin").get(
            "/workflow/dead-letters/", search=number, state="resolved"
        )["count"],
        what="letter resolved",
    )
