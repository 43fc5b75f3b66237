"""Many tickets at once: each judged alone, stored in chunks."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import structlog
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from shared.contracts.tickets import InvalidTicket
from shared.errors import DomainError, FieldError, Invalid
from shared.identity.caller import Caller
from ticket_service.intake.deliveries import Accepted, Delivery
from ticket_service.intake.parsing import BadLine
from ticket_service.intake.senders import Sender, read_delivery, sender_for
from ticket_service.intake.services import accept, accept_all
from ticket_service.intake.signatures import use
from ticket_service.tickets.authentication import Signature

MAX_LINES: Final = 1000
CHUNK: Final = 200
Lines = list[tuple[int, Delivery]]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResult:
    """What became of one line: `accepted`, or the `errors` it was refused for."""

    index: int
    accepted: Accepted | None = None
    errors: tuple[FieldError, ...] = ()


def accept_batch(
    *, caller: Caller, lines: list[Any], signature: Signature | None = None
) -> list[LineResult]:
    """One result per line, in order. A line that is refused stops no other."""
    if len(lines) > MAX_LINES:
        fault = FieldError("body", f"must have at most {MAX_LINES} tickets, has {len(lines)}")
        raise Invalid("Validation failed", [fault])
    if signature:
        with transaction.atomic():
            use(signature)
    read = [_read(index, sender_for(caller, line), line) for index, line in enumerate(lines)]
    results = [result for result in read if isinstance(result, LineResult)]
    good = [pair for pair in read if not isinstance(pair, LineResult)]
    for chunk in _chunks(good):
        results += _accept_chunk(chunk)
    return sorted(results, key=lambda result: result.index)


def _read(index: int, sender: Sender, line: Any) -> LineResult | tuple[int, Delivery]:
    if isinstance(line, BadLine):
        return LineResult(index=index, errors=(FieldError("line", line.message),))
    try:
        return index, read_delivery(sender, line, timezone.now())
    except InvalidTicket as error:
        return LineResult(index=index, errors=tuple(error.errors))


def _chunks(lines: Lines) -> Iterator[Lines]:
    """Chunks in which every key occurs once: a key's second line meets the stored first one."""
    waves: dict[int, Lines] = defaultdict(list)
    seen: Counter[tuple[str, str]] = Counter()
    for index, delivery in lines:
        waves[seen[delivery.key]].append((index, delivery))
        seen[delivery.key] += bool(delivery.ticket.external_id)
    for wave in waves.values():
        for start in range(0, len(wave), CHUNK):
            yield wave[start : start + CHUNK]


def _accept_chunk(chunk: Lines) -> list[LineResult]:
    try:
        accepted = accept_all([delivery for _, delivery in chunk])
    except (DataError, IntegrityError, DomainError) as error:
        log.warning("chunk_refused", error_message=str(error), lines=len(chunk))
        return [_accept_alone(index, delivery) for index, delivery in chunk]
    return [
        LineResult(index=index, accepted=one)
        for (index, _), one in zip(chunk, accepted, strict=True)
    ]


def _accept_alone(index: int, delivery: Delivery) -> LineResult:
    try:
        return LineResult(index=index, accepted=accept(delivery))
    except (DataError, IntegrityError, DomainError) as error:
        log.warning("line_refused", error_message=str(error), line=index)
        fault = FieldError("ticket", "cannot be stored")
        return LineResult(index=index, errors=(fault,))
