"""Bodies larger than a path may take are refused before they are read."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from shared.http.errors import error_body


class BodyLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = body_limit(request.method or "", request.path_info)
        declared = request.headers.get("Content-Length") or "0"
        if declared.isdigit() and int(declared) <= limit:
            return self._get_response(request)
        return JsonResponse(too_large(limit), status=413)


def body_limit(method: str, path: str) -> int:
    """How many bytes a request may carry: settings.MAX_BODY_BYTES, and more where files go."""
    uploads = method == "POST" and any(re.search(each, path) for each in settings.UPLOAD_PATHS)
    limit: int = settings.UPLOAD_BODY_BYTES if uploads else settings.MAX_BODY_BYTES
    return limit


def too_large(limit: int) -> dict[str, object]:
    return error_body(f"The body may have at most {limit} bytes", "PAYLOAD_TOO_LARGE")
