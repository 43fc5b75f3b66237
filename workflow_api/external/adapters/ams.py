"""Asset management: reserving an asset (specification: contracts.md; issue: AMS, outbound)."""

from typing import Any

from django.conf import settings

from shared.errors import FieldError
from shared.integrations import http
from shared.integrations.adapter import CallContext, Health
from shared.integrations.errors import Garbled
from workflow_api.external.adapters.answers import (
    APPROVE,
    DONE,
    Answer,
    kept,
    text_problem,
    whole_problem,
)
from workflow_api.external.adapters.operation import Occasion, Operation

MAX_ID = 2**53
DEFAULT_DAYS, MAX_DAYS = 30, 1095
MAX_TEXT = 1000
MAX_NOTES = 200
KEPT = ("reservation_id", "asset_id", "valid_until", "asset_details")


class ReserveAsset(Operation):
    adapter_id = "ams.reserve_asset"
    version = "1.0.0"
    policy = "ams"
    choosable = "asset_id"

    def usual(self, occasion: Occasion) -> dict[str, Any]:
        return {
            "asset_id": "",
            "requester_id": occasion.requester_id,
            "task_id": occasion.task_number,
            "duration_days": DEFAULT_DAYS,
            "notes": occasion.title[:MAX_NOTES],
        }

    def validate(self, request: dict[str, Any]) -> list[FieldError]:
        return [
            *text_problem(request, "asset_id", MAX_TEXT),
            *text_problem(request, "task_id", MAX_TEXT),
            *whole_problem(request, "requester_id", MAX_ID),
            *whole_problem(request, "duration_days", MAX_DAYS),
        ]

    def execute(self, request: dict[str, Any], context: CallContext) -> Any:
        """Refused(400) carries `available_alternatives`."""
        url = f"{settings.AMS_URL}/api/assets/reserve/"
        headers = {"X-API-Key": settings.AMS_API_KEY}
        return http.post(url, request, headers=headers, context=context)

    def transform(self, response: Any) -> Answer:
        if response["status"] != "confirmed" or not response["reservation_id"]:
            raise Garbled("AMS answered without confirming a reservation")
        return Answer(outcomes=(DONE, APPROVE), facts=kept(response, KEPT))

    def health_check(self) -> Health:
        return http.probe(f"{settings.AMS_URL}/health/live")
