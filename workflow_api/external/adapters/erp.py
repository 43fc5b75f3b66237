"""ERP: posting a document."""

from typing import Any

from django.conf import settings

from shared.errors import FieldError
from shared.integrations.adapter import CallContext, Health
from shared.integrations.errors import Garbled
from workflow_api.external.adapters import office
from workflow_api.external.adapters.answers import (
    APPROVE,
    DONE,
    Answer,
    amount_problem,
    kept,
    text_problem,
)
from workflow_api.external.adapters.operation import Occasion, Operation

CURRENCY_LETTERS = 3
MAX_WORD, MAX_DESCRIPTION = 64, 1000
DEFAULT_TYPE = "purchase_requisition"
KEPT = ("documentNumber", "status", "postedAt")


class PostDocument(Operation):
    adapter_id = "erp.post_document"
    version = "1.0.0"
    policy = "erp"

    def usual(self, occasion: Occasion) -> dict[str, Any]:
        return {
            "document_id": occasion.reference,
            "document_type": DEFAULT_TYPE,
            "amount": "",
            "currency": settings.BMS_CURRENCY,
            "cost_center": occasion.department,
            "description": occasion.title[:MAX_DESCRIPTION],
            "reference": occasion.ticket_number,
        }

    def validate(self, request: dict[str, Any]) -> list[FieldError]:
        return [
            *amount_problem(request),
            *text_problem(request, "document_type", MAX_WORD),
            *text_problem(request, "currency", CURRENCY_LETTERS, least=CURRENCY_LETTERS),
            *text_problem(request, "cost_center", MAX_WORD),
            *text_problem(request, "description", MAX_DESCRIPTION, least=0),
        ]

    def execute(self, request: dict[str, Any], context: CallContext) -> Any:
        body = {
            "documentId": request["document_id"],
            "documentType": request["document_type"],
            "amount": request["amount"],
            "currency": request["currency"],
            "costCenter": request["cost_center"],
            "description": request["description"],
            "reference": request["reference"],
        }
        return office.post(
            settings.ERP_URL, "/api/v1/documents", settings.ERP_API_KEY, body, context
        )

    def transform(self, response: Any) -> Answer:
        if response["status"] != "posted" or not response["documentNumber"]:
            raise Garbled("The ERP answered without posting the document")
        return Answer(outcomes=(DONE, APPROVE), facts=kept(response, KEPT))

    def health_check(self) -> Health:
        return office.probe(settings.ERP_URL)
