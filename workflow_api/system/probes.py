"""Asking every part whether it is there, all at once and within a fixed time."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Final

import redis
import requests
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from shared.broker.publisher import UNREACHABLE, connect
from shared.http.work import silent_processes, waiting_things
from shared.integrations.redis import client

# All parts together: who asks is a person's browser.
SECONDS: Final = 2.0
NEIGHBOUR_SECONDS: Final = 1.5
NEIGHBOURS: Final = ("auth", "ticket", "messaging", "notification")
AWAY: Final = (
    DatabaseError,
    InterfaceError,
    redis.RedisError,
    requests.RequestException,
    *UNREACHABLE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a part said. `fault` is empty when it answered; `waiting` is what → oldest, seconds."""

    fault: str = ""
    waiting: Mapping[str, float] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


def look() -> dict[str, Found]:
    """Every part by name; one that does not answer in time counts as away."""
    questions: dict[str, Callable[[], Found]] = {
        "database": _database,
        "broker": _broker,
        "redis": _redis,
        **{name: _asker(name) for name in NEIGHBOURS},
    }
    pool = ThreadPoolExecutor(len(questions), thread_name_prefix="probe")
    asked = {name: pool.submit(question) for name, question in questions.items()}
    wait(asked.values(), timeout=SECONDS)
    # What still hangs ends by its own time-outs.
    pool.shutdown(wait=False, cancel_futures=True)
    return {name: _outcome(future) for name, future in asked.items()}


def _outcome(future: Future[Found]) -> Found:
    if not future.done():
        return Found(fault=f"no answer within {SECONDS:g} s")
    try:
        return future.result()
    except AWAY as error:
        return Found(fault=f"{type(error).__name__}: {str(error)[:200]}")


def _database() -> Found:
    """Our own part: what waits here, and our processes."""
    try:
        return _read({"waiting": waiting_things(), "silent": silent_processes()})
    finally:
        connection.close()


def _broker() -> Found:
    connect(settings.BROKER_URL, f"{settings.SERVICE} watch").close()
    return Found()


def _redis() -> Found:
    client().ping()
    return Found()


def _asker(name: str) -> Callable[[], Found]:
    url = f"{getattr(settings, f'{name.upper()}_URL')}/health/work"

    def ask() -> Found:
        response = requests.get(url, timeout=NEIGHBOUR_SECONDS)
        response.raise_for_status()
        return _read(response.json())

    return ask


def _read(work: Mapping[str, Any]) -> Found:
    return Found(
        waiting={each["what"]: float(each["oldest_seconds"]) for each in work["waiting"]},
        silent=tuple(each["process"] for each in work["silent"]),
    )
