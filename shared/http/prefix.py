"""Behind the gateway a service lives under a prefix, and its links must say so."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "X-Forwarded-Prefix"
_PREFIX = re.compile(r"(/[a-z]{1,32}){1,4}")


class ForwardedPrefixMiddleware:
    """Puts the gateway's prefix before `request.path`, from which links are built."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = request.headers.get(HEADER, "")
        if _PREFIX.fullmatch(prefix):
            request.path = prefix + request.path_info
        return self._get_response(request)
