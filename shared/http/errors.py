"""One shape for every error (specification: api.md, Errors)."""

from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from rest_framework import exceptions, status
from rest_framework.response import Response

from shared import context
from shared.errors import DomainError, FieldError

RETRY_AFTER_SECONDS = 5
_CODES = {
    400: "VALIDATION_ERROR",
    401: "AUTH_FAILED",
    403: "PERMISSION_DENIED",
    404: "RESOURCE_NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    409: "CONFLICT",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "UNPROCESSABLE",
    429: "RATE_LIMIT_EXCEEDED",
    500: "INTERNAL_ERROR",
    503: "SERVICE_UNAVAILABLE",
}
log = structlog.get_logger()


def error_body(text: str, code: str, details: Iterable[FieldError] = ()) -> dict[str, Any]:
    """`{error, code, details, timestamp, correlation_id}`."""
    return {
        "error": text,
        "code": code,
        "details": [{"field": d.field, "message": d.message} for d in details],
        "timestamp": timezone.now().isoformat(),
        "correlation_id": context.current_correlation_id(),
    }


def exception_handler(error: Exception, _: dict[str, Any]) -> Response | None:
    """Render what a caller may see; anything else becomes a logged 500."""
    if isinstance(error, DomainError):
        return _domain_error(error)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, OperationalError | InterfaceError):
        return _database_away(error)
    return _api_error(error) if isinstance(error, exceptions.APIException) else None


def _domain_error(error: DomainError) -> Response:
    body = {**error_body(error.message, error.code, error.details), **error.extra}
    headers = dict(error.headers)
    if error.status == 503:
        headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(body, status=error.status, headers=headers)


def _database_away(error: Exception) -> Response:
    log.error("database_unreachable", error_message=str(error))
    body = error_body("The database cannot be reached just now", "SERVICE_UNAVAILABLE")
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return Response(body, status=status.HTTP_503_SERVICE_UNAVAILABLE, headers=headers)


def _api_error(error: exceptions.APIException) -> Response:
    code = _CODES.get(error.status_code, "INTERNAL_ERROR")
    if isinstance(error, exceptions.ValidationError):
        body = error_body("Validation failed", code, field_errors(error.detail))
    else:
        body = error_body(str(error.detail), code)
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    return Response(body, status=error.status_code, headers=headers)


def field_errors(detail: Any, path: str = "") -> list[FieldError]:
    """Flatten Django REST framework's nested faults to dotted paths."""
    if isinstance(detail, Mapping):
        return [e for key, value in detail.items() for e in field_errors(value, _join(path, key))]
    if isinstance(detail, list):
        return [
            error
            for index, value in enumerate(detail)
            for error in field_errors(value, path if isinstance(value, str) else _join(path, index))
        ]
    return [FieldError(path or "body", str(detail))]


def _join(path: str, key: object) -> str:
    if key == "non_field_errors":
        return path
    return f"{path}.{key}" if path else str(key)


def _plain(text: str, code: int) -> JsonResponse:
    return JsonResponse(error_body(text, _CODES[code]), status=code)


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _plain("There is nothing here", 404)


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _plain("The request cannot be understood", 400)


def forbidden(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _plain("This is not allowed", 403)


def server_error(request: HttpRequest) -> JsonResponse:
    return _plain("Something went wrong here; the correlation id helps to find it", 500)
