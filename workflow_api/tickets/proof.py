"""That a message was written by HDTS, and is not played again (contracts.md, Signatures)."""

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from shared.errors import AuthFailed
from shared.identity import signatures
from shared.identity.nonces import spend
from workflow_api.tickets.models import UsedSignature

# No message waits longer than this in the queues between HDTS and us.
KEPT: Final = timedelta(days=30)


def accept(headers: Mapping[str, Any], payload: Any) -> None:
    """Verify who signed `payload` and spend the signature, in the transaction of its effect."""
    body = signatures.canonical_json(payload)
    key_id = signatures.verify(settings.HDTS_KEYS, headers, body, now=_moment_to_judge(headers))
    signature = str(headers[signatures.SIGNATURE_HEADER])
    spend(UsedSignature, key_id=key_id, signature=signature, until=timezone.now() + KEPT)


def _moment_to_judge(headers: Mapping[str, Any]) -> float:
    """A message may have waited in its queue for long, so it is judged by its own time.

    Unless it comes from the future, or from before what is remembered of used signatures: played
    again, an old content would replace its correction.
    """
    now = time.time()
    try:
        stamp = float(headers.get(signatures.TIMESTAMP_HEADER) or now)
    except ValueError as error:
        raise AuthFailed(f"{signatures.TIMESTAMP_HEADER} is not a time") from error
    return now if stamp < now - KEPT.total_seconds() else min(now, stamp)
