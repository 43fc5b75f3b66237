"""Bodies larger than settings.MAX_BODY_BYTES are refused before they are read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from shared.http.errors import error_body


class BodyLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.headers.get("Content-Length") or "0"
        if declared.isdigit() and int(declared) <= settings.MAX_BODY_BYTES:
            return self._get_response(request)
        text = f"The body may have at most {settings.MAX_BODY_BYTES} bytes"
        return JsonResponse(error_body(text, "PAYLOAD_TOO_LARGE"), status=413)
