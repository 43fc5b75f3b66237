"""The sink's pages and JSON."""

from html import escape
from typing import Any
from urllib.parse import urlencode

from simulators.faults.book import FaultBook
from simulators.faults.page import faults_link
from simulators.faults.site import add_faults
from simulators.mail.mailbox import Mailbox
from simulators.markup import Html, code, link, page, show, table, time_of
from simulators.web import Answer, Refused, Request, Site, html_answer, json_answer

VIEWS = ("html", "text", "source")
SHOWN = 200
# A mail is foreign markup: no scripts, no forms, nothing fetched, links open in a new tab.
_CAGE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
}
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


class MailSite:
    def __init__(self, mailbox: Mailbox, book: FaultBook) -> None:
        self._mailbox = mailbox
        self._book = book

    def site(self) -> Site:
        site = Site()
        site.add("GET", "/", self._list_page)
        site.add("GET", "/messages/{number}/", self._message_page)
        site.add("GET", "/messages/{number}/html", self._html_part)
        site.add("GET", "/api/messages/", self._list)
        site.add("GET", "/api/messages/{number}/", self._message)
        add_faults(site, self._book, "mail")
        return site

    def _list(self, request: Request) -> Answer:
        return json_answer({"messages": self._found(request)})

    def _message(self, request: Request, number: str) -> Answer:
        return json_answer(self._get(number))

    def _html_part(self, request: Request, number: str) -> Answer:
        return html_answer(f'<base target="_blank">{self._get(number)["html"]}', _CAGE)

    def _list_page(self, request: Request) -> Answer:
        rows = (
            (
                time_of(mail["received_at"]),
                ", ".join(mail["to"]),
                link(f"/messages/{mail['id']}/", mail["subject"] or "(no subject)"),
            )
            for mail in self._found(request)[:SHOWN]
        )
        empty = "No mail. What TTS sends appears here by itself."
        found = table(("Received", "To", "Subject"), rows, empty=empty)
        text = page(
            title="Mail",
            about="Every mail that TTS sends ends here instead of in somebody's mailbox.",
            content=faults_link(self._book) + _search_form(request) + found,
        )
        return html_answer(text)

    def _message_page(self, request: Request, number: str) -> Answer:
        mail = self._get(number)
        view = request.query.get("view", "html" if mail["html"] else "text")
        if view not in VIEWS:
            raise Refused(400, f"view must be one of {', '.join(VIEWS)}")
        content = f"<p>{link('/', 'All mails')}</p>{_headers(mail)}{_views(mail, view)}"
        text = page(
            title=mail["subject"] or "(no subject)",
            about=f"To {', '.join(mail['to'])}",
            content=f'{content}<div class="card">{_body(mail, view)}</div>',
            refresh=False,
        )
        return html_answer(text)

    def _found(self, request: Request) -> list[dict[str, Any]]:
        query = request.query
        return self._mailbox.search(to=query.get("to", ""), subject=query.get("subject", ""))

    def _get(self, number: str) -> dict[str, Any]:
        known = number.isascii() and number.isdigit() and len(number) < 16
        mail = self._mailbox.get(int(number)) if known else None
        if mail is None:
            raise Refused(404, f"There is no mail {number}")
        return mail


def _search_form(request: Request) -> str:
    fields = "".join(
        f'<input type="search" name="{name}" placeholder="{label}" aria-label="{label}"'
        f' value="{escape(request.query.get(name, ""))}">'
        for name, label in (("to", "To"), ("subject", "Subject"))
    )
    return f'<form style="margin-bottom:14px">{fields}<button>Search</button></form>'


def _headers(mail: dict[str, Any]) -> str:
    rows = (
        ("Received", time_of(mail["received_at"])),
        ("From", mail["from"]),
        ("Message-ID", code(mail["message_id"])),
    )
    lines = "".join(f"<div><span class='quiet'>{name}</span> {show(v)}</div>" for name, v in rows)
    return f'<div class="card padded">{lines}</div>'


def _views(mail: dict[str, Any], current: str) -> str:
    links = "".join(
        f'<a href="?{urlencode({"view": view})}"'
        f"{' aria-current=page' if view == current else ''}>{view.upper()}</a>"
        for view in VIEWS
        if mail[view]
    )
    return f'<nav class="views" aria-label="Views">{links}</nav>'


def _body(mail: dict[str, Any], view: str) -> Html:
    if view == "html":
        address = f"/messages/{mail['id']}/html"
        return Html(f'<iframe title="The mail" sandbox="{_SANDBOX}" src="{address}"></iframe>')
    return Html(f'<pre class="padded">{escape(mail[view])}</pre>')
