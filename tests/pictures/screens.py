"""Which pictures there are: who looks at what, and what is on the screen then."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, expect

from tests.integration.world import World


@dataclass(frozen=True, kw_only=True)
class Picture:
    """`ready` does what is left to do on the screen, and waits until it is drawn."""

    name: str
    shows: str
    who: str
    path: str
    ready: Callable[[Page], None]
    scheme: Literal["light", "dark"] = "light"
    phone: bool = False


def pictures(world: World, office: dict[str, str]) -> list[Picture]:
    """All of them; `office` has the numbers of the tickets they are about."""
    task = world.task_of(office["own"])
    agent = world.username_of(task["assigned_user"])
    one = f"/tasks/{task['task_id']}"
    inbox = f"/inbox?view=mine&task={task['task_id']}"
    workflows = world.person("admin").get("/workflow/workflows/", page_size=100)["results"]
    ids = {workflow["name"]: workflow["id"] for workflow in workflows}
    access = f"/workflows/{ids['IT Access Request']}/design"
    network = f"/workflows/{ids['IT Network Support']}/design"
    return [
        Picture(
            name="inbox",
            shows="An agent's inbox: views with counts, the list, and a ticket beside it.",
            who=agent,
            path=inbox,
            ready=_conversation,
        ),
        Picture(
            name="inbox-dark",
            shows="The same in the dark.",
            who=agent,
            path=inbox,
            ready=_conversation,
            scheme="dark",
        ),
        Picture(
            name="ticket-sla",
            shows="A ticket on its own page, with the ledger of its clock.",
            who=agent,
            path=one,
            ready=_clock,
        ),
        Picture(
            name="ticket-why",
            shows="Why this workflow, these people, this deadline: the drawer of a ticket.",
            who=agent,
            path=one,
            ready=_why,
        ),
        Picture(
            name="inbox-phone",
            shows="A ticket on a phone.",
            who=agent,
            path=one,
            ready=_conversation,
            phone=True,
        ),
        Picture(
            name="designer",
            shows="The designer with the tickets that are on the workflow just now.",
            who="admin",
            path=network,
            ready=_live,
        ),
        Picture(
            name="designer-dark",
            shows="A ticket tried on a draft, step by step, in the dark.",
            who="admin",
            path=f"{access}?panel=try",
            ready=_tried,
            scheme="dark",
        ),
        Picture(
            name="designer-replay",
            shows="The tickets of the last days run through a draft: what would have changed.",
            who="admin",
            path=f"{access}?panel=replay",
            ready=_replayed,
        ),
        Picture(
            name="coverage",
            shows="Which workflow takes the tickets of which kind and department, and the gaps.",
            who="admin",
            path="/coverage",
            ready=_covered,
        ),
        Picture(
            name="triage",
            shows="A rule made from a ticket that no workflow takes.",
            who="admin",
            path=f"/unrouted?search={office['waiting']}",
            ready=_rule,
        ),
        Picture(
            name="board",
            shows="Who of a role has which work, and whose turn is next.",
            who="coordinator",
            path="/board?role=IT%20Support",
            ready=_board,
        ),
        Picture(
            name="hand-over",
            shows="Somebody goes away: a proposed new owner for each of their tasks.",
            who="coordinator",
            path="/board?role=IT%20Support",
            ready=_hand_over,
        ),
        Picture(
            name="calendar",
            shows="The working hours and holidays that deadlines count in.",
            who="admin",
            path="/calendars/new",
            ready=_calendar,
        ),
        Picture(
            name="audit",
            shows="The audit: who did what to a task, and what was different afterwards.",
            who="auditor",
            path=f"/audit?task={task['task_id']}",
            ready=_audit,
        ),
        Picture(
            name="portal",
            shows="What a requester sees: state, estimate, and the conversation.",
            who="ana.cruz",
            path=f"/portal/tickets/{office['own']}",
            ready=_portal,
        ),
    ]


def _conversation(page: Page) -> None:
    story = page.get_by_role("list", name="What happened")
    expect(story.get_by_text("We change the access point this evening")).to_be_visible()


def _clock(page: Page) -> None:
    page.get_by_role("tab", name="SLA").click()
    expect(page.get_by_text("Ledger")).to_be_visible()


def _why(page: Page) -> None:
    page.get_by_role("button", name="Why?").click()
    told = page.get_by_role("dialog").get_by_role("region", name="Who was told, and who was not")
    expect(told).to_be_attached()


def _live(page: Page) -> None:
    page.get_by_role("button", name="Live numbers").click()
    expect(page.locator(".react-flow__node-step").filter(has_text="open").first).to_be_visible()
    page.locator(".react-flow__node-step").first.click()


def _tried(page: Page) -> None:
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("group", name="Ways out").get_by_role("button").first.click()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()


def _replayed(page: Page) -> None:
    page.get_by_role("button", name="Replay", exact=True).click()
    expect(page.get_by_text("Tickets per person")).to_be_visible()


def _covered(page: Page) -> None:
    expect(page.get_by_role("button", name=re.compile("IT Support.*Network")).first).to_be_visible()


def _rule(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^More for")).click()
    page.get_by_role("menuitem", name="Create a rule from this…").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("would start")


def _board(page: Page) -> None:
    expect(page.get_by_role("button", name=re.compile("Hand over the work")).first).to_be_visible()


def _hand_over(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Hand over the work")).first.click()
    expect(page.get_by_role("dialog").get_by_role("combobox").first).to_be_visible()


def _calendar(page: Page) -> None:
    page.get_by_label("Name", exact=False).first.fill("Office Hamburg")
    expect(page.get_by_text("Worked in between")).to_be_visible()


def _audit(page: Page) -> None:
    rows = page.get_by_role("list", name="Audit").get_by_role("listitem")
    rows.first.get_by_role("button", name="Details").click()
    expect(rows.first.get_by_text("Number")).to_be_visible()


def _portal(page: Page) -> None:
    expect(page.get_by_text("We change the access point this evening")).to_be_visible()
