"""Words of ticket_service for the examples of its API description."""

import json
from typing import Any, Final

BY_TITLE: Final[dict[str, Any]] = {
    "ticket_id": "HD-2026-000317",
    "title": "No network on the third floor",
    "description": "The socket at desk 3.14 is dead since this morning.",
    "category": "IT Support",
    "sub_category": "Network",
    "department": "Operations",
    "priority": "high",
    "requester_email": "ana.cruz@example.com",
    "requester_name": "Ana Cruz",
    "created_at": "2026-11-23T08:58:40Z",
}
BY_SUBJECT: Final[dict[str, Any]] = {
    "ticket_number": "HD-2026-000318",
    "subject": "Laptop for a new colleague",
    "category": "Asset",
    "subcategory": "Check-out",
    "priority": "Medium",
    "employee": {"id": 101, "name": "Ben Okafor", "email": "ben.okafor@example.com"},
    "asset_model": "T14",
}
WORDS: Final[dict[str, Any]] = {
    "TicketByTitle": BY_TITLE,
    "TicketBySubject": BY_SUBJECT,
    "application/x-ndjson": f"{json.dumps(BY_TITLE)}\n{json.dumps(BY_SUBJECT)}\n",
    "TicketSummary.step": "Diagnose",
    "assignee": {"id": 12, "name": "Maria Reyes"},
    "requester": {"id": 101, "name": "Ana Cruz", "email": "ana.cruz@example.com"},
    "status_changed_at": "2026-11-23T09:02:10Z",
    "eta": "2026-11-23T13:30:00Z",
    "eta_latest": "2026-11-24T10:00:00Z",
    "TicketOutput.details": {"asset_id": "ASSET-7"},
    "revision": 1,
    "EventOutput.kind": "status",
    "EventOutput.text": "In progress · Diagnose · with Maria Reyes",
    "EventOutput.changes": [],
    "fetched_at": "2026-11-23T09:00:00Z",
    "AcceptedOutput.status": "new",
    "AcceptedOutput.outcome": "created",
    "AcceptedOutput.correlation_id": "3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1",
    "BatchOutput": {
        "accepted": 1,
        "refused": 1,
        "results": [
            {
                "index": 0,
                "status": 201,
                "outcome": "created",
                "ticket_id": "5f3c1f0a-5d0e-4a5f-9a55-1f6d7f2a9c11",
                "ticket_number": "HD-2026-000317",
            },
            {
                "index": 1,
                "status": 400,
                "errors": [{"field": "priority", "message": "must be low, medium, high or urgent"}],
            },
        ],
    },
}
