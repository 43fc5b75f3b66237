"""Where the address in an envelope leads: the document, and the buttons to sign or decline."""

from html import escape
from typing import Any, Final

from simulators.markup import Html, mark, page
from simulators.office.esignature import ESIGNATURE
from simulators.office.ledger import Ledger
from simulators.web import Answer, Refused, Request, Site, html_answer

PATH: Final = "/esignature/sign/ENV-{number}"
_DECISIONS: Final = {"sign": "signed", "decline": "declined"}


def add_signing(site: Site, ledger: Ledger) -> None:
    signing = _Signing(ledger)
    site.add("GET", PATH, signing.show)
    site.add("POST", f"{PATH}/{{decision}}", signing.decide)


class _Signing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def show(self, request: Request, number: str) -> Answer:
        row = self._find(number)
        signers = ", ".join(signer["email"] for signer in row["request"]["signers"])
        message = f"<p>{escape(row['request'].get('message') or '')}</p>"
        content = mark(row["signed"], "good") if row["signed"] else _buttons(number)
        text = page(
            title=row["request"]["title"],
            about=f"For {signers}",
            content=message + content,
            refresh=False,
        )
        return html_answer(text)

    def decide(self, request: Request, number: str, decision: str) -> Answer:
        """The first decision stands."""
        row = self._find(number)
        if decision not in _DECISIONS:
            raise Refused(404, f"One can {' or '.join(_DECISIONS)}")
        self._ledger.sign(ESIGNATURE.name, row["number"], _DECISIONS[decision])
        return self.show(request, number)

    def _find(self, number: str) -> dict[str, Any]:
        known = number.isascii() and number.isdigit() and len(number) < 16
        row = self._ledger.numbered(ESIGNATURE.name, int(number)) if known else None
        if row is None:
            raise Refused(404, f"There is no envelope ENV-{number}")
        return row


def _buttons(number: str) -> Html:
    return Html(
        "".join(
            f'<form method="post" action="/esignature/sign/ENV-{escape(number)}/{decision}">'
            f"<button>{decision.capitalize()}</button></form>"
            for decision in _DECISIONS
        )
    )
