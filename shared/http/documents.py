"""What every endpoint of a kind refuses, said once for all of their OpenAPI documents."""

from typing import Any

from shared.http import preconditions
from shared.idempotency import keys

COMPONENT = "Error"
_TEXT = {"type": "string"}
_FIELD = {"type": "object", "properties": {"field": _TEXT, "message": _TEXT}}
ERROR = {
    "type": "object",
    "description": "The one shape of every refusal; `details` name the fields at fault.",
    "properties": {
        "error": _TEXT,
        "code": _TEXT,
        "details": {"type": "array", "items": _FIELD},
        "timestamp": {"type": "string", "format": "date-time"},
        "correlation_id": {"type": "string", "format": "uuid"},
    },
    "required": ["error", "code", "details", "timestamp", "correlation_id"],
}
REFUSALS = {
    preconditions.HEADER: {
        "412": "It was changed since it was read; the header ETag has the present state.",
    },
    keys.HEADER: {
        "409": "A request with this Idempotency-Key is still running.",
        "422": "This Idempotency-Key was used with another request.",
    },
}


def name_refusals(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Add the answers that follow from an operation's headers; a hook of drf-spectacular."""
    operations = [each for path in result["paths"].values() for each in path.values()]
    for operation in operations:
        for parameter in operation.get("parameters", []):
            for status, text in REFUSALS.get(parameter["name"], {}).items():
                operation["responses"].setdefault(status, _answer(text))
    result.setdefault("components", {}).setdefault("schemas", {})[COMPONENT] = ERROR
    return result


def _answer(text: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{COMPONENT}"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}
