"""`/faults/`: switching faults on and off, as JSON and as a page."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from simulators.faults.book import FaultBook
from simulators.faults.kinds import Fault, read_fault
from simulators.faults.page import faults_page
from simulators.web import Answer, Refused, Request, Site, html_answer, json_answer, redirect

PATH: Final = "/faults/"
FORM: Final = "application/x-www-form-urlencoded"
AT_MOST: Final = 50


def add_faults(site: Site, book: FaultBook, name: str) -> None:
    """Give a simulator its `/faults/`; `name` is what its page calls it."""
    switches = _Switches(book, name)
    site.add("GET", PATH, switches.show)
    site.add("PUT", PATH, switches.replace)
    site.add("POST", PATH, switches.add)
    site.add("DELETE", PATH, switches.clear)
    site.add("POST", f"{PATH}clear", switches.clear)
    site.add("DELETE", f"{PATH}{{number}}/", switches.remove)
    site.add("POST", f"{PATH}{{number}}/remove", switches.remove)


class _Switches:
    def __init__(self, book: FaultBook, name: str) -> None:
        self._book = book
        self._name = name

    def show(self, request: Request) -> Answer:
        """JSON, unless a browser asks."""
        if "text/html" in request.headers.get("Accept", ""):
            return html_answer(faults_page(self._book, self._name))
        return self._document()

    def replace(self, request: Request) -> Answer:
        """`{"faults": [...]}`: these and no others."""
        self._book.replace(self._read_all(request.json()))
        return self._document()

    def add(self, request: Request) -> Answer:
        """One more: a fault as JSON, or the form of the page."""
        if not _is_form(request):
            self._book.add([read_fault(request.json(), self._book.operations)])
            return self._document(201)
        self._book.add([read_fault(_typed(request), self._book.operations)])
        return redirect(PATH)

    def clear(self, request: Request) -> Answer:
        self._book.replace([])
        return self._done(request)

    def remove(self, request: Request, number: str) -> Answer:
        known = number.isascii() and number.isdigit() and len(number) < 16
        if not known or not self._book.remove(int(number)):
            raise Refused(404, f"There is no fault {number}")
        return self._done(request)

    def _done(self, request: Request) -> Answer:
        return redirect(PATH) if _is_form(request) else self._document()

    def _read_all(self, body: Mapping[str, Any]) -> list[Fault]:
        wanted = body.get("faults")
        if not isinstance(wanted, list) or len(wanted) > AT_MOST:
            text = f"faults must be a list of at most {AT_MOST}"
            raise Refused(400, text, field="faults")
        for one in wanted:
            if not isinstance(one, dict):
                raise Refused(400, "faults must hold objects", field="faults")
        return [read_fault(one, self._book.operations) for one in wanted]

    def _document(self, status: int = 200) -> Answer:
        document = {
            "operations": {name: list(kinds) for name, kinds in self._book.operations.items()},
            "faults": [{"id": n, **fault.document()} for n, fault in self._book.active()],
            "calls": self._book.calls(),
        }
        return json_answer(document, status)


def _is_form(request: Request) -> bool:
    return request.headers.get("Content-Type", "").startswith(FORM)


def _typed(request: Request) -> dict[str, Any]:
    """The form's texts as the JSON they stand for; empty fields are left to their defaults."""
    pairs = parse_qsl(request.body.decode("utf-8", "replace"))
    return {name: _number(name, text) for name, text in pairs if text}


def _number(name: str, text: str) -> Any:
    if name not in ("probability", "seconds", "calls", "retry_after"):
        return text
    try:
        return float(text) if name in ("probability", "seconds") else int(text)
    except ValueError as error:
        raise Refused(400, f"{name} must be a number", field=name) from error
