"""The help desk's page: sends sample tickets and shows what became of them."""

from typing import Any
from urllib.parse import parse_qs

from simulators.hdts.desk import Desk
from simulators.hdts.samples import fresh_tickets
from simulators.hdts.sending import HelpDesk
from simulators.markup import Html, answer_mark, code, mark, page, section, table, time_of, unbroken
from simulators.web import Answer, Refused, Request, Site, html_answer, json_answer, redirect

SHOWN = 100
AT_MOST = 200
FORM = "application/x-www-form-urlencoded"
_TONES = {"resolved": "good", "closed": "good", "rejected": "bad", "unrouted": "bad"}


class HdtsSite:
    def __init__(self, desk: Desk, help_desk: HelpDesk) -> None:
        self._desk = desk
        self._help_desk = help_desk

    def site(self) -> Site:
        site = Site()
        site.add("GET", "/", self._page)
        site.add("POST", "/send", self._send)
        site.add("GET", "/api/sent/", self._sent)
        return site

    def _send(self, request: Request) -> Answer:
        """JSON for `POST /send?count=`, the page again for its own form."""
        is_form = request.headers.get("Content-Type", "").startswith(FORM)
        form = parse_qs(request.body.decode("utf-8", "replace")) if is_form else {}
        count = _count(request.query.get("count") or form.get("count", ["1"])[0])
        sent = [self._hand_over(ticket) for ticket in fresh_tickets(count)]
        return redirect("/") if is_form else json_answer({"sent": sent})

    def _hand_over(self, ticket: dict[str, Any]) -> dict[str, Any]:
        handover = self._help_desk.send_rest(ticket)
        self._desk.add(ticket, handover)
        return {"ticket": ticket, "status": handover.status, "answer": handover.answer}

    def _sent(self, request: Request) -> Answer:
        return json_answer({"sent": self._desk.newest(SHOWN)})

    def _page(self, request: Request) -> Answer:
        text = page(
            title="HDTS, the help desk",
            about="Hands tickets over to TTS, signed, and reads their status back.",
            content=_send_form() + section("Tickets handed over", self._table()),
        )
        return html_answer(text)

    def _table(self) -> str:
        statuses = self._help_desk.statuses()
        rows = (
            (
                time_of(row["at"]),
                code(row["number"]),
                row["subject"],
                unbroken(row["category"]),
                answer_mark(row["status"]) if row["status"] else mark("no answer", "bad"),
                _status(row, statuses),
            )
            for row in self._desk.newest(SHOWN)
        )
        columns = ("Sent", "Number", "Subject", "Category", "Accepted", "Status in TTS")
        return table(columns, rows, empty="Nothing yet. Send a few tickets.")


def _status(row: dict[str, Any], statuses: dict[str, str]) -> object:
    status = statuses.get(row["answer"].get("ticket_number", ""))
    if status is None:
        return row["answer"].get("error")
    return mark(status.replace("_", " "), _TONES.get(status, "wait"))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= AT_MOST:
        raise Refused(400, f"count must be between 1 and {AT_MOST}")
    return int(text)


def _send_form() -> Html:
    buttons = "".join(
        f'<button name="count" value="{count}">Send {count}</button>' for count in (1, 3, 10, 50)
    )
    return Html(f'<form method="post" action="/send">{buttons}</form>')
