"""The help desk's page: sends sample tickets and shows what became of them."""

from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from simulators.hdts.desk import Desk
from simulators.hdts.mischief import Mischief
from simulators.hdts.sending import Channel
from simulators.markup import (
    Html,
    code,
    mark,
    page,
    section,
    select,
    table,
    time_of,
    unbroken,
)
from simulators.web import Answer, Refused, Request, Site, html_answer, json_answer, redirect

SHOWN = 100
AT_MOST = 200
FORM = "application/x-www-form-urlencoded"
E = TypeVar("E", bound=StrEnum)
_TONES = {"resolved": "good", "closed": "good", "rejected": "bad", "unrouted": "bad"}


class HdtsSite:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def site(self) -> Site:
        site = Site()
        site.add("GET", "/", self._page)
        site.add("POST", "/send", self._send)
        site.add("GET", "/api/sent/", self._sent)
        return site

    def _send(self, request: Request) -> Answer:
        """JSON for `POST /send?count=&fault=&channel=`, the page again for its own form."""
        is_form = request.headers.get("Content-Type", "").startswith(FORM)
        form = parse_qsl(request.body.decode("utf-8", "replace")) if is_form else []
        wanted = {**dict(form), **request.query}
        channel = _choice(wanted, "channel", Channel.REST)
        if channel not in self._desk.help_desk.channels:
            raise Refused(409, "This help desk knows no broker (TTS_BROKER_URL)", field="channel")
        count = _count(wanted.get("count", "1"))
        sent = self._desk.hand_over(count, _choice(wanted, "fault", Mischief.NONE), channel)
        return redirect("/") if is_form else json_answer({"sent": sent})

    def _sent(self, request: Request) -> Answer:
        return json_answer({"sent": self._desk.newest(SHOWN)})

    def _page(self, request: Request) -> Answer:
        text = page(
            title="HDTS, the help desk",
            about="Hands tickets over to TTS, signed, and reads their status back.",
            content=_send_form(self._desk.help_desk.channels)
            + section("Tickets handed over", self._table()),
        )
        return html_answer(text)

    def _table(self) -> str:
        statuses = self._desk.help_desk.statuses()
        rows = (
            (
                time_of(row["at"]),
                code(row["number"]),
                row["subject"],
                unbroken(row["category"]),
                _way(row),
                _answer(row),
                _status(row, statuses),
            )
            for row in self._desk.newest(SHOWN)
        )
        columns = ("Sent", "Number", "Subject", "Category", "How", "Answer", "Status in TTS")
        return table(columns, rows, empty="Nothing yet. Send a few tickets.")


def _way(row: dict[str, Any]) -> Html:
    fault = "" if row["fault"] == Mischief.NONE else mark(row["fault"].replace("_", " "), "wait")
    return Html(f"{row['channel'].upper()} {fault}")


def _answer(row: dict[str, Any]) -> Html:
    """The answer, marked bad only where TTS does not keep its promise."""
    if not row["status"]:
        return mark("no answer", "bad")
    return mark(str(row["status"]), "good" if row["as_promised"] else "bad")


def _status(row: dict[str, Any], statuses: dict[str, str]) -> object:
    number = row["answer"].get("ticket_number") or row["number"]
    status = statuses.get(number) if row["status"] in (200, 201, 202) else None
    if status is None:
        return row["answer"].get("error") or row["answer"].get("message")
    return mark(status.replace("_", " "), _TONES.get(status, "wait"))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= AT_MOST:
        raise Refused(400, f"count must be between 1 and {AT_MOST}", field="count")
    return int(text)


def _choice(wanted: dict[str, str], name: str, default: E) -> E:
    try:
        return type(default)(wanted.get(name, default))
    except ValueError as error:
        choices = ", ".join(type(default))
        raise Refused(400, f"{name} must be one of {choices}", field=name) from error


def _send_form(channels: list[Channel]) -> Html:
    faults = [(fault.value, fault.replace("_", " ")) for fault in Mischief]
    ways = [(channel.value, channel.upper()) for channel in channels]
    buttons = "".join(
        f'<button name="count" value="{count}">Send {count}</button>' for count in (1, 3, 10, 50)
    )
    selects = f"Fault {select('fault', 'Fault', faults)} by {select('channel', 'Channel', ways)}"
    return Html(f'<form method="post" action="/send">{selects} {buttons}</form>')
