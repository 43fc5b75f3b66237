"""JSON log lines, one per event, each carrying service and correlation id; secrets masked."""

import logging
import logging.config
import re
import sys
import traceback
from functools import cache
from typing import Any

import structlog
from structlog.types import EventDict, Processor

from shared import context

SECRET_KEY = re.compile(r"password|secret|token|authorization|cookie|signature|otp", re.IGNORECASE)
_ADDRESS = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+\.[\w.-]+)")


@cache
def _is_secret(key: str) -> bool:
    return SECRET_KEY.search(key) is not None


def _mask(value: Any) -> Any:
    return _ADDRESS.sub(r"\1***@\2", value) if isinstance(value, str) else value


def mask_secrets(_: Any, __: str, event: EventDict) -> EventDict:
    """Values of secret-looking keys are replaced, e-mail addresses shortened."""
    return {key: "***" if _is_secret(key) else _mask(value) for key, value in event.items()}


def _add_context(_: Any, __: str, event: EventDict) -> EventDict:
    now = context.current()
    event.setdefault("correlation_id", now.correlation_id)
    if now.message_id:
        event.setdefault("message_id", now.message_id)
    return event


def _tell_error(_: Any, __: str, event: EventDict) -> EventDict:
    """The exception being logged as `error_code`, `error_message` and `stack_trace`."""
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given if isinstance(given, BaseException) else sys.exc_info()[1]
    if isinstance(given, tuple):
        error = given[1]
    if error is not None:
        event.setdefault("error_code", type(error).__name__)
        event.setdefault("error_message", str(error))
        event["stack_trace"] = "".join(traceback.format_exception(error))
    return event


def _processors(service: str) -> list[Processor]:
    def add_service(_: Any, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_service,
        _add_context,
        _tell_error,
        mask_secrets,
    ]


def logging_config(service: str, level: str, *, json_lines: bool) -> None:
    """Send structlog and the standard library's loggers to stdout in one format."""
    shared = _processors(service)
    renderer: Processor = (
        structlog.processors.JSONRenderer() if json_lines else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        "foreign_pre_chain": shared,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["out"], "level": level},
            "loggers": {
                "django.request": {"level": "ERROR"},
                "urllib3": {"level": "WARNING"},
                # Two lines for every message, besides the consumer's own.
                "celery": {"level": "WARNING"},
            },
        }
    )
