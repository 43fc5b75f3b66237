"""Examples of the OpenAPI description."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

ASKED: Final[dict[str, Any]] = {
    "user_email": "ana.cruz@example.com",
    "user_name": "Ana Cruz",
    "notification_type": "system",
    "context_data": {
        "subject": "Room 204 is yours",
        "message": "The projector is ready from nine o'clock on.",
        "room": "204",
        "ticket_number": "TKT-2026-000123",
    },
}
KEPT: Final[dict[str, Any]] = {
    "id": "5f3c1f0a-5d0e-4a5f-9a55-1f6d7f2a9c11",
    "key_name": "Facility management",
    **ASKED,
    "repeats": None,
    "correlation_id": "3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1",
    "requested_at": "2026-03-02T09:14:03Z",
    "status": "queued",
    "attempts": 0,
    "last_error": "",
    "next_attempt_at": None,
    "sent_at": None,
}
DONE: Final = {"status": "sent", "attempts": 1, "sent_at": "2026-03-02T09:14:04Z"}
ID_OF_THE_REPEAT: Final = "a8d0f0e2-0a43-4c0e-8d10-8f2f6a1c7b22"

SEND = OpenApiExample("A notice with a fact", ASKED, request_only=True)
ACCEPTED = OpenApiExample("It will be mailed", KEPT, response_only=True, status_codes=["201"])
SENT = OpenApiExample("It was mailed", {**KEPT, **DONE}, response_only=True, status_codes=["200"])
AGAIN = OpenApiExample(
    "It will be mailed once more",
    {**KEPT, "id": ID_OF_THE_REPEAT, "repeats": KEPT["id"]},
    response_only=True,
    status_codes=["201"],
)
