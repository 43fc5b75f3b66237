"""Whether a value is what an OpenAPI 3.0 schema describes."""

from collections.abc import Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]
# Not `uri`: what drf-spectacular shows as the address of the next page by a cursor is none.
FORMATS: Final = FormatChecker(["date-time", "date", "uuid", "email"])


class Fitting:
    """Judges values by the schemas of one document."""

    def __init__(self, components: Mapping[str, Schema]) -> None:
        self._shared = {"components": {"schemas": _as_json_schema(components)}}

    def faults(self, schema: Schema, value: Any) -> list[str]:
        """What is wrong with `value`, each with its place in it; nothing when it fits."""
        validator = Draft202012Validator(
            {**_as_json_schema(schema), **self._shared}, format_checker=FORMATS
        )
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def _as_json_schema(part: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema has one more type."""
    if isinstance(part, list):
        return [_as_json_schema(each) for each in part]
    if not isinstance(part, Mapping):
        return part
    plain = {str(key): _as_json_schema(each) for key, each in part.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if part.get("nullable") is True else plain
