"""Spans for OpenTelemetry, when OTEL_EXPORTER_OTLP_ENDPOINT is set.

Without it nothing of OpenTelemetry is imported: it would cost every process several megabytes.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from shared import context


def recording() -> bool:
    """Whether spans are recorded at all."""
    return bool(settings.TRACES_ENDPOINT)


@contextmanager
def handling(task: str, queue: str, headers: Mapping[str, Any]) -> Iterator[None]:
    """The block handles a message: its span belongs to the trace that the message came with."""
    if not recording():
        yield
        return
    from shared.observability import spans

    with spans.handling(task, queue, headers):
        yield


def carrier() -> dict[str, str]:
    """The header that hands the trace on to whoever gets a message or request from here."""
    if not recording():
        return {}
    from shared.observability import spans

    return spans.carrier(context.current().headers)


def start() -> None:
    """Begin to record the statements of each database connection made from now on."""
    if recording():
        from django.db.backends.signals import connection_created

        from shared.observability import spans

        connection_created.connect(spans.trace_statements, dispatch_uid="tts_traces")
