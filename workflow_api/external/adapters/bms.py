"""Budget management: asking for a budget (specification: contracts.md; issue: BMS, outbound)."""

from typing import Any

from django.conf import settings

from shared.errors import FieldError
from shared.integrations import http
from shared.integrations.adapter import CallContext, Health
from shared.integrations.errors import Garbled
from workflow_api.external.adapters.answers import (
    APPROVE,
    DONE,
    REJECT,
    Answer,
    amount_problem,
    kept,
    text_problem,
)
from workflow_api.external.adapters.operation import Occasion, Operation

MAX_TEXT = 200
CURRENCY_LETTERS = 3
APPROVED = ("budget_line_id", "remaining_balance", "approval_id", "approved_by", "approved_at")
REJECTED = ("reason", "available_amount", "rejection_code")


class CheckBudget(Operation):
    adapter_id = "bms.check_budget"
    version = "1.0.0"
    policy = "bms"

    def usual(self, occasion: Occasion) -> dict[str, Any]:
        return {
            "department": occasion.department,
            "amount": "",
            "currency": settings.BMS_CURRENCY,
            "category": "",
            "requester_id": occasion.requester_id,
            "justification": occasion.title[:MAX_TEXT],
        }

    def validate(self, request: dict[str, Any]) -> list[FieldError]:
        return [
            *text_problem(request, "department", MAX_TEXT),
            *text_problem(request, "category", MAX_TEXT),
            *text_problem(request, "currency", CURRENCY_LETTERS),
            *amount_problem(request),
        ]

    def execute(self, request: dict[str, Any], context: CallContext) -> Any:
        url = f"{settings.BMS_URL}/api/budget/check/"
        headers = {"Authorization": f"Bearer {settings.BMS_TOKEN}"}
        return http.post(url, request, headers=headers, context=context)

    def transform(self, response: Any) -> Answer:
        if response["approved"] is True and response["approval_id"]:
            return Answer(outcomes=(APPROVE, DONE), facts=kept(response, APPROVED))
        if response["approved"] is False:
            reason = str(response["reason"])
            return Answer(outcomes=(REJECT,), facts=kept(response, REJECTED), reason=reason)
        raise Garbled("BMS neither approved nor rejected")

    def health_check(self) -> Health:
        return http.probe(f"{settings.BMS_URL}/health/live")
