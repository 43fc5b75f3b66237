"""The two documented shapes of a ticket, for the API description.

Reading is shared.contracts.tickets.normalise's affair: it accepts both, and names the bad fields.
"""

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_PRIORITY: Final = {
    "type": "string",
    "description": "low, medium, high or urgent in any case; HDTS's word is mapped to ours.",
    "example": "high",
}
_ATTACHMENTS: Final = {
    "type": "array",
    "maxItems": 50,
    "items": {
        "type": "object",
        "required": ["filename", "url"],
        "properties": {
            "filename": {"type": "string", "maxLength": 255},
            "url": {"type": "string", "format": "uri"},
        },
    },
}
_COMMON: Final = {
    "description": {"type": "string", "maxLength": 20_000},
    "category": {"type": "string", "maxLength": 100, "example": "IT Support"},
    "department": {"type": "string", "maxLength": 100},
    "priority": _PRIORITY,
    "source_service": {"type": "string", "maxLength": 32, "default": "hdts"},
    "attachments": _ATTACHMENTS,
}
_DETAILS: Final = {"description": "Any other field is kept in `details`, 64 KiB together."}

_BY_TITLE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["title", "category", "sub_category", "priority"],
    "properties": {
        "ticket_id": {"type": "string", "maxLength": 64, "example": "HDTS-12345"},
        "title": {"type": "string", "maxLength": 200},
        **_COMMON,
        "sub_category": {"type": "string", "maxLength": 100, "example": "Network"},
        "requester_email": {"type": "string", "format": "email"},
        "requester_name": _TEXT,
        "created_at": {"type": "string", "format": "date-time"},
    },
    "additionalProperties": _DETAILS,
}
_BY_SUBJECT: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["subject", "category", "subcategory", "priority"],
    "properties": {
        "ticket_number": {"type": "string", "maxLength": 64},
        "subject": {"type": "string", "maxLength": 200},
        **_COMMON,
        "subcategory": {"type": "string", "maxLength": 100, "example": "Network"},
        "employee": {
            "type": "object",
            "properties": {
                "id": {"type": "integer"},
                "name": _TEXT,
                "email": {"type": "string", "format": "email"},
            },
        },
        "submitted_at": {"type": "string", "format": "date-time"},
    },
    "additionalProperties": _DETAILS,
}
COMPONENTS: Final = {"TicketByTitle": _BY_TITLE, "TicketBySubject": _BY_SUBJECT}
TICKET: Final[dict[str, Any]] = {
    "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in COMPONENTS]
}
BATCH: Final[dict[str, Any]] = {"type": "array", "maxItems": 1000, "items": TICKET}
NDJSON: Final[dict[str, Any]] = {"type": "string", "description": "One ticket per line."}
