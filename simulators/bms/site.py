"""The REST endpoint of the simulated BMS, and the page that shows what arrived."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from simulators.bms.budget import Budget, complete, read_wish, rejection
from simulators.faults.http import around
from simulators.faults.page import faults_link
from simulators.faults.site import add_faults
from simulators.idempotency import key_of
from simulators.markup import Html, answer_mark, code, mark, page, section, show, table, time_of
from simulators.partner.access import require_bearer
from simulators.partner.calls import CallLog
from simulators.partner.completions import Completions
from simulators.partner.program import add_received, fault_book
from simulators.partner.tables import COMMON_COLUMNS, common_cells
from simulators.store import Store
from simulators.web import Answer, Refused, Request, Site, html_answer, json_answer

SHOWN = 100


class Bms:
    """The parts of the simulator around one store."""

    def __init__(self, store: Store, *, token: str) -> None:
        self.completions = Completions(store, prefix="BMS", decide=complete)
        self._budget = Budget(store)
        self._calls = CallLog(store)
        self._token = token
        self.faults = fault_book(store, "check")

    def site(self) -> Site:
        site = Site()
        site.add("GET", "/", self._page)
        site.add("POST", "/api/budget/check/", around(self.faults, "check", self._check, decline))
        add_faults(site, self.faults, "BMS")
        add_received(site, self.completions)
        return site

    def _check(self, request: Request) -> Answer:
        require_bearer(request, self._token)
        body = request.json()
        try:
            key = key_of(request.headers)
            answer, status = self._budget.check(read_wish(body), key), 200
        except Refused as refused:
            answer, status = refused.body, refused.status
        self._calls.add(body, status, answer)
        return json_answer(answer, status)

    def _page(self, request: Request) -> Answer:
        content = [
            faults_link(self.faults),
            section("Finished workflows", self._completions_table()),
            section("Budgets checked", self._calls_table()),
            section("Budget lines", self._lines_table()),
        ]
        text = page(
            title="BMS, budget management",
            about="What TTS told the budget management system over AMQP and asked it over REST.",
            content="\n".join(content),
        )
        return html_answer(text)

    def _completions_table(self) -> str:
        columns = ("Received", "Ticket", "Budget", "Cost items", "Approved by", *COMMON_COLUMNS)
        rows = (
            (
                time_of(row["received_at"]),
                code(row["ticket_id"]),
                row.get("requested_budget"),
                _items(row.get("cost_items")),
                _person(row.get("approved_by")),
                *common_cells(row),
            )
            for row in self.completions.listed(limit=SHOWN)
        )
        empty = "Nothing yet. Finish a task of a budget workflow in TTS, and it appears here."
        return table(columns, rows, empty=empty)

    def _calls_table(self) -> str:
        columns = ("Time", "Department", "Category", "Amount", "Answer", "Decision")
        rows = (
            (
                time_of(call["at"]),
                call["request"].get("department"),
                call["request"].get("category"),
                f"{call['request'].get('amount')} {call['request'].get('currency')}",
                answer_mark(call["status"]),
                _decision(call["answer"]),
            )
            for call in self._calls.newest()
        )
        return table(columns, rows, empty="Nobody has asked for a budget yet.")

    def _lines_table(self) -> str:
        columns = ("Line", "Department", "Category", "Left", "Frozen until")
        rows = (
            (
                code(line["line_id"]),
                line["department"],
                line["category"],
                line["balance"],
                line["frozen_until"],
            )
            for line in self._budget.lines()
        )
        return table(columns, rows, empty="No budget lines.")


def decline(request: Request) -> Answer:
    """The answer of a system that works and has no money."""
    return json_answer(rejection("INSUFFICIENT_FUNDS", "Insufficient budget", Decimal("0.00")))


def _items(items: object) -> object:
    if not isinstance(items, Mapping):
        return items
    return Html("<br>".join(f"{show(name)}: {show(cost)}" for name, cost in items.items()))


def _person(user_id: object) -> object:
    return None if user_id is None else f"user {user_id}"


def _decision(answer: Mapping[str, Any]) -> object:
    if "error" in answer:
        return answer["error"]
    if answer["approved"]:
        return Html(f"{mark('approved', 'good')} {code(answer['approval_id'])}")
    return Html(f"{mark('rejected', 'bad')} {show(answer['reason'])}")
