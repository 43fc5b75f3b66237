"""How sales, ERP, e-signature and SMS are spoken to: they differ in path and body alone."""

from collections.abc import Mapping
from typing import Any

from shared.integrations import http
from shared.integrations.adapter import CallContext, Health


def post(base: str, path: str, key: str, body: Mapping[str, Any], context: CallContext) -> Any:
    """The JSON answer of the system at `base`; fails like shared.integrations.http.post."""
    headers = {
        "Authorization": f"Bearer {key}",
        "X-Idempotency-Key": context.idempotency_key,
    }
    return http.post(base + path, body, headers=headers, context=context)


def probe(base: str) -> Health:
    return http.probe(f"{base}/health/live")
