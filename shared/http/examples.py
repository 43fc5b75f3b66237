"""Examples in the OpenAPI documents, kept beside the shapes they are of."""

from typing import Any

from drf_spectacular.drainage import get_override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import is_list_serializer, is_serializer
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer


def shown_as(**value: Any) -> Any:
    """Give a serializer of answers its example."""
    return extend_schema_serializer(examples=[OpenApiExample("Example", value, response_only=True)])


def asked_as(**value: Any) -> Any:
    """Give a serializer of requests its example."""
    return extend_schema_serializer(examples=[OpenApiExample("Example", value, request_only=True)])


class ExampleSchema(AutoSchema):
    """Where an operation shows no example of its own, that of the serializer is shown.

    drf-spectacular forgets the serializers' as soon as the operation has any, be it of the other
    direction, and for every status but 200 and 201.
    """

    def _get_examples(
        self,
        serializer: Any,
        direction: str,
        media_type: str,
        status_code: str | None = None,
        extras: Any = None,
    ) -> Any:
        given = (serializer, direction, media_type, status_code)
        found = super()._get_examples(*given, extras)  # type: ignore[no-untyped-call]
        if found:
            return found
        own = [*(extras or []), *_own(serializer)]
        return super()._get_examples(*given, own)  # type: ignore[no-untyped-call]


def _own(serializer: Any) -> list[OpenApiExample]:
    if is_list_serializer(serializer):
        serializer = serializer.child
    found: list[OpenApiExample] = []
    if is_serializer(serializer):
        found = get_override(serializer, "examples", [])
    return found
