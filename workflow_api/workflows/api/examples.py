"""Examples of workflows for the API's description."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

FIELDS: Final[dict[str, Any]] = {
    "name": "IT Access Request",
    "description": "Access to a system, approved by security",
    "category": "IT Support",
    "sub_category": "Access",
    "department": "",
    "end_logic": "notification",
    "urgent_sla": "PT4H",
    "high_sla": "PT8H",
    "medium_sla": "P1D",
    "low_sla": "P3D",
    "coordinator_role": "Ticket Coordinator",
}
SHOWN: Final = {
    "id": 4,
    "workflow_id": 4,
    "key": "it-access-request",
    **FIELDS,
    "calendar": "head-office",
    "ladder": [{"percent": 75, "minutes": None, "tell": ["assignee", "coordinator"]}],
    "status": "deployed",
    "version": 12,
    "version_number": 3,
    "step_count": 2,
    "created_at": "2026-11-01T08:00:00Z",
    "updated_at": "2026-11-21T10:42:00Z",
    "updated_by_name": "Ada Admin",
}
STEPS: Final = [
    {
        "key": "approve",
        "name": "Approve access",
        "role": "Security Officer",
        "kind": "approval",
        "weight": 1.0,
        "is_start": True,
        "position": {"x": 80, "y": 120},
    },
    {
        "key": "grant",
        "name": "Grant access",
        "role": "IT Support",
        "weight": 2.0,
        "is_end": True,
        "checklist": ["Requester was told"],
        "position": {"x": 400, "y": 120},
    },
]
TRANSITIONS: Final = [
    {
        "key": "approved",
        "from": "approve",
        "to": "grant",
        "label": "Approve",
        "outcome": "approve",
    },
    {
        "key": "refused",
        "from": "approve",
        "to": None,
        "label": "Refuse",
        "outcome": "reject",
        "requires_comment": True,
    },
    {"key": "granted", "from": "grant", "to": None, "label": "Granted", "outcome": "done"},
]
GRAPH: Final = {"steps": STEPS, "transitions": TRANSITIONS, "version": 12}
DOCUMENT: Final = {
    "schema": "tts.workflow/1",
    "name": FIELDS["name"],
    "category": FIELDS["category"],
    "sub_category": FIELDS["sub_category"],
    "sla": {"urgent": "PT4H", "high": "PT8H", "medium": "P1D", "low": "P3D"},
    "steps": STEPS,
    "transitions": TRANSITIONS,
}
DEPLOYED: Final = {
    "number": 3,
    "hash": "5d41402abc4b2a76b9719d911017c592ae1f0b1c7e6a4f0a8d3f1a2b3c4d5e6f",
    "note": "Security approves first",
    "deployed_by": 1,
    "deployed_by_name": "Ada Admin",
    "deployed_at": "2026-11-20T09:15:00Z",
}
PROBLEM: Final = {
    "code": "condition_gap",
    "element": "step:approve",
    "severity": "error",
    "message": "Step 'Approve access' is stuck when amount is not given",
    "how_to_fix": "Make one transition the default",
    "field": "",
}
IMPORTED: Final = {
    "dry_run": True,
    "would": "create",
    "name": FIELDS["name"],
    "name_taken": False,
    "problems": [PROBLEM],
    "steps": 2,
    "transitions": 3,
    "workflow": None,
}


def sent(value: Any, name: str = "Example") -> OpenApiExample:
    """An example of a request."""
    return OpenApiExample(name, value, request_only=True)


def answered(value: Any, name: str = "Example") -> OpenApiExample:
    """An example of an answer, whatever its success is called."""
    return OpenApiExample(name, value, response_only=True, status_codes=["200", "201", "202"])
