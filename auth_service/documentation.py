"""Errors in the OpenAPI description: one shape, an example for each status."""

from collections.abc import Mapping
from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers


class ErrorDetail(serializers.Serializer):
    field = serializers.CharField()
    message = serializers.CharField()


class ErrorOutput(serializers.Serializer):
    """Every refusal has this shape; `code` is for programs, `error` for people."""

    error = serializers.CharField()
    code = serializers.CharField()
    details = ErrorDetail(many=True)
    timestamp = serializers.DateTimeField()
    correlation_id = serializers.CharField()


_KNOWN: Final = {
    400: ("VALIDATION_ERROR", "Validation failed"),
    401: ("AUTH_FAILED", "The token is not valid any more"),
    403: ("PERMISSION_DENIED", "Only an Admin may do this"),
    404: ("RESOURCE_NOT_FOUND", "There is no such thing"),
    409: ("CONFLICT", "This email is already taken"),
    410: ("LINK_INVALID", "This link was used already or has expired: ask for a new one"),
    412: ("PRECONDITION_FAILED", "It was changed since you read it"),
    422: ("UNPROCESSABLE", "This Idempotency-Key was used with another request"),
    429: ("RATE_LIMIT_EXCEEDED", "Too many requests: try again in 12 s"),
}


def errors(*statuses: int) -> dict[int, OpenApiResponse]:
    """The documented refusals of an endpoint, by status."""
    return {status: _response(status) for status in statuses}


def refusal(
    status: int, code: str, text: str, details: Mapping[str, str] | None = None, **more: Any
) -> OpenApiExample:
    """An example of a refusal; `details` are messages by field."""
    value = {
        "error": text,
        "code": code,
        "details": [{"field": f, "message": m} for f, m in (details or {}).items()],
        "timestamp": "2026-11-21T10:00:00+00:00",
        "correlation_id": "3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1",
        **more,
    }
    return OpenApiExample(code, value, response_only=True, status_codes=[str(status)])


def _response(status: int) -> OpenApiResponse:
    code, text = _KNOWN[status]
    details = {"email": "…"} if status == 400 else None
    example = refusal(status, code, text, details)
    return OpenApiResponse(ErrorOutput, description=text, examples=[example])
