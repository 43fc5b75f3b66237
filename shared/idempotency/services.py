"""One effect per key: the first answer is stored in the transaction that has the effect."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from shared.errors import Conflict, Unprocessable
from shared.idempotency.keys import HEADER, REPLAYED
from shared.idempotency.models import FirstAnswer

KEPT: Final = timedelta(hours=24)
KEPT_HEADERS: Final = ("ETag", "Location")
# More than one write adds, so that what has expired always gets less.
SWEPT_PER_WRITE: Final = 20


@transaction.atomic
def answer_once(
    *, caller: str, key: str, fingerprint: str, respond: Callable[[], Response]
) -> Response:
    """The answer of `respond`, or the one that the same request was given before.

    Conflict while the first one is still running, Unprocessable when it was another request. Only
    successes are kept: what was refused or failed had no effect and may be tried again.
    """
    _hold_off_others(caller, key)
    since = timezone.now() - KEPT
    first = FirstAnswer.objects.filter(caller=caller, key=key, stored_at__gt=since).first()
    if first is not None:
        return _again(first, fingerprint)
    answer = respond()
    if 200 <= answer.status_code < 300:
        _store(caller, key, fingerprint, answer)
    return answer


def _hold_off_others(caller: str, key: str) -> None:
    with connection.cursor() as cursor:
        name = f"idempotency\n{caller}\n{key}"
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        if not cursor.fetchone()[0]:
            raise Conflict(f"A request with this {HEADER} is still running")


def _again(first: FirstAnswer, fingerprint: str) -> Response:
    if first.fingerprint != fingerprint:
        raise Unprocessable(f"This {HEADER} was used with another request")
    headers = {**first.headers, REPLAYED: "true"}
    return Response(json.loads(first.body), status=first.status, headers=headers)


def _store(caller: str, key: str, fingerprint: str, answer: Response) -> None:
    kept = {
        "fingerprint": fingerprint,
        "status": answer.status_code,
        "headers": {name: answer[name] for name in KEPT_HEADERS if name in answer},
        "body": json.dumps(answer.data, cls=JSONEncoder),
        "stored_at": timezone.now(),
    }
    FirstAnswer.objects.update_or_create(caller=caller, key=key, defaults=kept)
    _sweep()


def _sweep() -> None:
    expired = FirstAnswer.objects.filter(stored_at__lte=timezone.now() - KEPT)
    rows = expired.select_for_update(skip_locked=True).values_list("pk", flat=True)
    FirstAnswer.objects.filter(pk__in=list(rows[:SWEPT_PER_WRITE])).delete()
