"""Sales: handing over an order (specification: source 002, sales order intake)."""

from typing import Any

from django.conf import settings

from shared.errors import FieldError
from shared.integrations.adapter import CallContext, Health
from shared.integrations.errors import Garbled
from workflow_api.external.adapters import office
from workflow_api.external.adapters.answers import (
    APPROVE,
    DONE,
    REJECT,
    Answer,
    address_problem,
    kept,
    text_problem,
    whole_problem,
)
from workflow_api.external.adapters.operation import Occasion, Operation

MAX_SKU, MAX_QUANTITY = 64, 10_000
MAX_NAME, MAX_NOTES = 200, 2000
KEPT = ("orderId", "salesOrderNumber", "status", "estimatedDelivery", "reason")


class SubmitOrder(Operation):
    adapter_id = "sales.submit_order"
    version = "2.0.0"
    policy = "sales"

    def usual(self, occasion: Occasion) -> dict[str, Any]:
        return {
            "order_id": occasion.reference,
            "ticket_number": occasion.ticket_number,
            "sku": "",
            "quantity": 1,
            "customer_name": occasion.requester_name,
            "customer_email": occasion.requester_email,
            "department": occasion.department,
            "notes": occasion.title[:MAX_NOTES],
        }

    def validate(self, request: dict[str, Any]) -> list[FieldError]:
        return [
            *text_problem(request, "sku", MAX_SKU),
            *whole_problem(request, "quantity", MAX_QUANTITY),
            *text_problem(request, "customer_name", MAX_NAME, least=0),
            *address_problem(request, "customer_email"),
            *text_problem(request, "notes", MAX_NOTES, least=0),
        ]

    def execute(self, request: dict[str, Any], context: CallContext) -> Any:
        body = {
            "orderId": request["order_id"],
            "ticketNumber": request["ticket_number"],
            "customer": {
                "name": request["customer_name"],
                "email": request["customer_email"],
                "department": request["department"],
            },
            "items": [{"sku": request["sku"], "quantity": request["quantity"]}],
            "notes": request["notes"],
        }
        base, key = settings.SALES_URL, settings.SALES_API_KEY
        return office.post(base, "/api/v2/orders/intake", key, body, context)

    def transform(self, response: Any) -> Answer:
        if response["status"] == "accepted" and response["salesOrderNumber"]:
            return Answer(outcomes=(DONE, APPROVE), facts=kept(response, KEPT))
        if response["status"] == "rejected":
            reason = str(response["reason"])
            return Answer(outcomes=(REJECT,), facts=kept(response, KEPT), reason=reason)
        raise Garbled("Sales neither accepted nor rejected the order")

    def health_check(self) -> Health:
        return office.probe(settings.SALES_URL)
