"""What each system is asked, and what it has to answer (docs/integration.md)."""

import uuid
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

Body = dict[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """`request` is a good question, `numbers` its fields that are new each time, `text` one whose
    change makes it another question. `wrong` holds a bad value per place. `answered` are the fields
    of a success; `one_of` the values that one of them may have.
    """

    system: str
    path: str
    request: Body
    numbers: tuple[str, ...]
    text: tuple[str, Any]
    wrong: Mapping[Place, Any]
    answered: tuple[str, ...]
    one_of: tuple[str, tuple[Any, ...]]
    authorise: Callable[[str], dict[str, str]]

    def fresh(self, request: Body) -> Body:
        """The same question about something new."""
        return {**request, **{name: f"CT-{uuid.uuid4().hex[:12]}" for name in self.numbers}}

    def changed(self, request: Body) -> Body:
        name, value = self.text
        return {**request, name: value}

    def objection(self, answer: Body) -> str:
        """What a success lacks of the contract; empty when it is right."""
        name, values = self.one_of
        if answer.get(name) not in values:
            return f"{name} must be {' or '.join(map(str, values))}"
        missing = [field for field in self.answered if not answer.get(field)]
        return f"{', '.join(missing)} must be there" if missing else ""


def with_value(request: Body, place: Place, value: Any) -> Body:
    """A copy of `request` with `value` at `place`."""
    copy = deepcopy(request)
    inner: Any = copy
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return copy


def _api_key(key: str) -> dict[str, str]:
    return {"X-API-Key": key}


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


CONTRACTS: Final[Mapping[str, Contract]] = {
    contract.system: contract
    for contract in (
        Contract(
            system="ams",
            path="/api/assets/reserve/",
            request={"asset_id": "ASSET-402", "requester_id": 1, "task_id": "", "duration_days": 7},
            numbers=("task_id",),
            text=("duration_days", 8),
            wrong={
                ("asset_id",): "",
                ("task_id",): None,
                ("requester_id",): "somebody",
                ("duration_days",): 0,
            },
            answered=("reservation_id", "asset_id"),
            one_of=("status", ("confirmed",)),
            authorise=_api_key,
        ),
        Contract(
            system="bms",
            path="/api/budget/check/",
            request={
                "department": "Operations",
                "category": "Equipment",
                "amount": "1.00",
                "currency": "USD",
                "requester_id": 1,
            },
            numbers=(),
            text=("amount", "2.00"),
            wrong={
                ("department",): "",
                ("category",): None,
                ("amount",): "-1",
                ("currency",): "dollars",
            },
            answered=("approval_id", "remaining_balance"),
            one_of=("approved", (True,)),
            authorise=_bearer,
        ),
        Contract(
            system="sales",
            path="/api/v2/orders/intake",
            request={
                "orderId": "",
                "ticketNumber": "HD-1",
                "customer": {"name": "Ana Cruz", "email": "ana.cruz@example.com"},
                "items": [{"sku": "LAPTOP-14", "quantity": 1}],
                "notes": "Conformance report",
            },
            numbers=("orderId",),
            text=("notes", "Something else"),
            wrong={
                ("orderId",): "",
                ("customer", "email"): "nobody",
                ("items",): [],
                ("items", 0, "quantity"): 0,
            },
            answered=("orderId", "salesOrderNumber"),
            one_of=("status", ("accepted",)),
            authorise=_bearer,
        ),
        Contract(
            system="erp",
            path="/api/v1/documents",
            request={
                "documentId": "",
                "documentType": "purchase_requisition",
                "amount": "1.00",
                "currency": "USD",
                "costCenter": "IT",
                "description": "Conformance report",
                "reference": "HD-1",
            },
            numbers=("documentId",),
            text=("description", "Something else"),
            wrong={
                ("documentId",): "",
                ("amount",): "-1",
                ("currency",): "dollars",
                ("costCenter",): "",
            },
            answered=("documentNumber",),
            one_of=("status", ("posted",)),
            authorise=_bearer,
        ),
        Contract(
            system="esignature",
            path="/api/v1/envelopes",
            request={
                "reference": "",
                "title": "Conformance report",
                "documentUrl": None,
                "message": "Please sign",
                "signers": [{"name": "Ana Cruz", "email": "ana.cruz@example.com"}],
            },
            numbers=("reference",),
            text=("message", "Something else"),
            wrong={("title",): "", ("signers",): [], ("signers", 0, "email"): "nobody"},
            answered=("envelopeId",),
            one_of=("status", ("sent",)),
            authorise=_bearer,
        ),
        Contract(
            system="sms",
            path="/api/v1/messages",
            request={
                "to": "+4915112345678",
                "text": "Conformance report",
                "sender": "TTS",
                "reference": "",
            },
            numbers=("reference",),
            text=("text", "Something else"),
            wrong={("to",): "12", ("text",): ""},
            answered=("messageId",),
            one_of=("status", ("queued", "sent")),
            authorise=_bearer,
        ),
    )
}
