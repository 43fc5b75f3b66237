"""`/health/work`: does work move on here? What waits, since when, and which process is silent.

For the neighbour that tells people what is delayed. It asks often, so this costs one query per
kind of waiting thing and opens no connection.
"""

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from shared import heartbeat
from shared.http.health import background_processes

Waiting = Callable[[], tuple[int, float]]
log = structlog.get_logger()


def waiting_things() -> list[dict[str, Any]]:
    """`{what, count, oldest_seconds}` for each entry of settings.WAITING."""
    found = []
    for what, dotted_path in settings.WAITING.items():
        count, age = import_string(dotted_path)()
        found.append({"what": what, "count": count, "oldest_seconds": round(age, 1)})
    return found


def silent_processes() -> list[dict[str, Any]]:
    """`{process, seconds}` of those whose heartbeat is stale; seconds is None for never seen."""
    ages = {
        kind: heartbeat.age_seconds(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-{kind}")
        for kind in background_processes()
    }
    return [
        {"process": kind, "seconds": age if age is None else round(age, 1)}
        for kind, age in ages.items()
        if age is None or age > heartbeat.STALE_SECONDS
    ]


@require_safe
def work(request: HttpRequest) -> JsonResponse:
    """`{service, waiting, silent}`; 503 while the database does not answer."""
    body = {"service": settings.SERVICE, "silent": silent_processes()}
    try:
        return JsonResponse({**body, "waiting": waiting_things()})
    except (DatabaseError, InterfaceError) as error:
        log.warning("work_without_database", error_message=str(error))
        return JsonResponse({**body, "waiting": []}, status=503)


urlpatterns = [path("health/work", work)]
