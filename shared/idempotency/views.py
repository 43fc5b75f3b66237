"""What a view needs to be idempotent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from shared.http.clients import name_of
from shared.idempotency.keys import HEADER, MAX_LENGTH, fingerprint_of, key_of
from shared.idempotency.services import answer_once

PARAMETER = OpenApiParameter(
    HEADER,
    {"type": "string", "maxLength": MAX_LENGTH},
    OpenApiParameter.HEADER,
    description="The same key and body within 24 hours get the first answer again; another body "
    "422; while the first request is running 409.",
)

View = Callable[..., Response]


def idempotent(method: View) -> View:
    """Let a view's method that creates something honour `Idempotency-Key`."""

    @wraps(method)
    def once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        def respond() -> Response:
            return method(view, request, *args, **kwargs)

        key = key_of(request)
        if not key:
            return respond()
        return answer_once(
            caller=name_of(request),
            key=key,
            fingerprint=fingerprint_of(request),
            respond=respond,
        )

    documented: View = extend_schema(parameters=[PARAMETER])(once)
    return documented
