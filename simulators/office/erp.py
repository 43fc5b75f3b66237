"""ERP: posts documents to the cost centers it has."""

import re
from typing import Any, Final

from simulators.office.checking import Problems, amount, matching, text
from simulators.office.system import Body, Occasion, System, impossible, moment
from simulators.web import Answer

CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
COST_CENTERS: Final = frozenset({"it", "operations", "finance", "hr"})
FIRST_DOCUMENT: Final = 4_500_000_000


def problems(body: Body) -> Problems:
    return [
        *text(body, "documentId", 64),
        *text(body, "documentType", 64),
        *amount(body, "amount"),
        *matching(body, "currency", CURRENCY, "USD"),
        *text(body, "costCenter", 64),
        *text(body, "description", 1000, least=0),
        *text(body, "reference", 64, least=0),
    ]


def decide(body: Body, occasion: Occasion) -> dict[str, Any]:
    if body["costCenter"].strip().lower() not in COST_CENTERS:
        raise impossible(f"There is no cost center {body['costCenter']}", "UNKNOWN_COST_CENTER")
    return {
        "documentNumber": str(FIRST_DOCUMENT + occasion.number),
        "status": "posted",
        "postedAt": moment(occasion.now),
    }


def decline() -> Answer:
    raise impossible("The period is closed", "PERIOD_CLOSED")


def summary(body: Body) -> str:
    return f"{body['documentType']} of {body['amount']} {body['currency']} to {body['costCenter']}"


ERP: Final = System(
    name="erp",
    title="ERP",
    path="/api/v1/documents",
    reference="documentId",
    own_key="documentId",
    problems=problems,
    decide=decide,
    decline=decline,
    summary=summary,
)
