"""E-signature: asking somebody to sign. The step is done when the envelope is on its way."""

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
    address_problem,
    kept,
    text_problem,
)
from workflow_api.external.adapters.operation import Occasion, Operation

MAX_TITLE, MAX_URL, MAX_MESSAGE = 200, 2000, 2000
KEPT = ("envelopeId", "status", "signingUrl", "expiresAt")


class RequestSignature(Operation):
    adapter_id = "esignature.request_signature"
    version = "1.0.0"
    policy = "esignature"

    def usual(self, occasion: Occasion) -> dict[str, Any]:
        return {
            "reference": occasion.reference,
            "document_title": "",
            "document_url": "",
            "message": occasion.title[:MAX_MESSAGE],
            "signer_name": occasion.requester_name,
            "signer_email": occasion.requester_email,
        }

    def validate(self, request: dict[str, Any]) -> list[FieldError]:
        return [
            *text_problem(request, "document_title", MAX_TITLE),
            *text_problem(request, "document_url", MAX_URL, least=0),
            *text_problem(request, "message", MAX_MESSAGE, least=0),
            *text_problem(request, "signer_name", MAX_TITLE, least=0),
            *address_problem(request, "signer_email"),
        ]

    def execute(self, request: dict[str, Any], context: CallContext) -> Any:
        body = {
            "reference": request["reference"],
            "title": request["document_title"],
            "documentUrl": request["document_url"] or None,
            "message": request["message"],
            "signers": [{"name": request["signer_name"], "email": request["signer_email"]}],
        }
        base, key = settings.ESIGNATURE_URL, settings.ESIGNATURE_API_KEY
        return office.post(base, "/api/v1/envelopes", key, body, context)

    def transform(self, response: Any) -> Answer:
        if response["status"] != "sent" or not response["envelopeId"]:
            raise Garbled("The envelope was not sent")
        return Answer(outcomes=(DONE, APPROVE), facts=kept(response, KEPT))

    def health_check(self) -> Health:
        return office.probe(settings.ESIGNATURE_URL)
