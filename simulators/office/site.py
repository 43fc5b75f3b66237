"""The office's endpoints, one address per system, and the page that shows what they took."""

from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from typing import Any, Final

from simulators.faults.book import FaultBook
from simulators.faults.http import around
from simulators.faults.kinds import OF_HTTP
from simulators.faults.page import faults_link
from simulators.faults.site import add_faults
from simulators.idempotency import key_of
from simulators.markup import Html, code, link, mark, page, section, table, time_of
from simulators.office.erp import ERP
from simulators.office.esignature import ESIGNATURE
from simulators.office.ledger import Ledger
from simulators.office.sales import SALES
from simulators.office.signing import add_signing
from simulators.office.sms import SMS
from simulators.office.system import System
from simulators.partner.access import require_bearer
from simulators.store import Store
from simulators.web import Answer, Handler, Refused, Request, Site, html_answer, json_answer

SYSTEMS: Final = (SALES, ERP, ESIGNATURE, SMS)
INVALID: Final = "VALIDATION_ERROR"
SHOWN: Final = 50
_GOOD: Final = frozenset({"accepted", "posted", "sent", "queued"})


class Office:
    """All four systems around one store; `keys` maps a system's name to what callers must show."""

    def __init__(self, store: Store, *, keys: Mapping[str, str]) -> None:
        self.faults = FaultBook(store, {system.name: OF_HTTP for system in SYSTEMS})
        self._ledger = Ledger(store)
        self._keys = keys

    def site(self) -> Site:
        site = Site()
        site.add("GET", "/", self._page)
        for system in SYSTEMS:
            take = around(self.faults, system.name, self._taker(system), _decliner(system))
            site.add("POST", f"/{system.name}{system.path}", take)
            site.add("GET", f"/{system.name}/health/live", _alive)
            site.add("GET", f"/{system.name}/api/received/", self._lister(system))
        add_signing(site, self._ledger)
        add_faults(site, self.faults, "the office")
        return site

    def _taker(self, system: System) -> Handler:
        def take(request: Request) -> Answer:
            require_bearer(request, self._keys[system.name])
            body = request.json()
            _check(system, body)
            address = f"http://{request.headers.get('Host', 'localhost')}/{system.name}"
            key = key_of(request.headers)
            answer, again = self._ledger.take(system, key, body, address)
            return json_answer(answer, 200 if again else 201)

        return take

    def _lister(self, system: System) -> Handler:
        """`GET /<system>/api/received/?reference=`: what was taken, newest first."""

        def received(request: Request) -> Answer:
            rows = self._ledger.taken(system.name, limit=1000)
            wanted = request.query.get("reference")
            found = [row for row in rows if wanted in (None, row["reference"])]
            return json_answer({"received": found})

        return received

    def _page(self, request: Request) -> Answer:
        tables = (section(system.title, self._table(system)) for system in SYSTEMS)
        text = page(
            title="Office: sales, ERP, e-signature, SMS",
            about="What steps of workflows asked of these four systems.",
            content=faults_link(self.faults) + "\n".join(tables),
        )
        return html_answer(text)

    def _table(self, system: System) -> str:
        rows = (
            (
                time_of(row["at"]),
                code(row["reference"]),
                system.summary(row["request"]),
                _verdict(row),
            )
            for row in self._ledger.taken(system.name, SHOWN)
        )
        return table(("Taken", "Reference", "What", "Answer"), rows, empty="Nothing yet.")


def _alive(request: Request) -> Answer:
    return json_answer({"status": "pass"})


def _decliner(system: System) -> Handler:
    return lambda request: system.decline()


def _check(system: System, body: Mapping[str, Any]) -> None:
    """Refused(422) names every field at fault."""
    if problems := system.problems(body):
        text = "; ".join(f"{problem.field} {problem.message}" for problem in problems)
        details = [asdict(problem) for problem in problems]
        raise Refused(422, text, code=INVALID, details=details)


def _verdict(row: Mapping[str, Any]) -> Html:
    answer = row["answer"]
    state = row["signed"] or answer["status"]
    label = mark(state, "good" if answer["status"] in _GOOD else "bad")
    if "signingUrl" in answer:
        return Html(f"{label} {link(answer['signingUrl'], answer['envelopeId'])}")
    names = ("salesOrderNumber", "documentNumber", "messageId", "reason")
    return Html(f"{label} {escape(next((answer[n] for n in names if n in answer), ''))}")
