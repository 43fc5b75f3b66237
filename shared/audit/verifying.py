"""Whether the audit is as it was written: each row against its seal, each seal against the last.

Reads in one pass with little memory, however long the audit is.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Max, Min, Q

from shared.audit.chain import BEGINNING, seal_hash
from shared.audit.digests import TABLE, audit_model, digest_sql
from shared.audit.heads import Head
from shared.audit.models import Seal

CHUNK: Final = 5_000
# Of ids, when rows without seals are looked for.
SPAN: Final = 100_000
# More would tell nothing new; all are counted.
MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind`: altered (the row is not what was sealed), removed (a sealed row is gone), broken
    (seals are missing, were moved or made anew here), inserted (a row came past the sealing)."""

    kind: str
    event: int | None
    day: date | None
    seq: int | None
    text: str


@dataclass(slots=True)
class Report:
    """`findings` are the first ones, `counts` all of them by kind; `head` is the last seal that was
    looked at, `waiting` how many rows have no seal yet."""

    checked: int = 0
    waiting: int = 0
    head: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        return not self.counts

    def add(self, finding: Finding) -> None:
        self.counts[finding.kind] = self.counts.get(finding.kind, 0) + 1
        if len(self.findings) < MOST_SHOWN:
            self.findings.append(finding)

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "intact": self.intact}


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A seal, and the digest of its row as it is now; None when there is none any more."""

    seal: Seal
    digest: bytes | None


def verify(
    *, first: date | None = None, last: date | None = None, head: Head | None = None
) -> Report:
    """Look at the seals of these days, both included; at all of them unless told.

    `head`, as the log or an earlier report gave it, must still be in the chain.
    """
    report = Report()
    _walk(report, first, last)
    _look_for_inserted(report)
    if head:
        _look_for_head(report, head)
    return report


def _walk(report: Report, first: date | None, last: date | None) -> None:
    before = _seal_before(first)
    expected = bytes(before.hash) if before else BEGINNING
    day, seq = (before.day, before.seq) if before else (None, 0)
    for row in _sealed_rows(first, last):
        seal = row.seal
        for finding in _faults(row, expected, 0 if seal.day != day else seq):
            report.add(finding)
        # Go on from what stands there: one deed is one finding.
        expected, day, seq = bytes(seal.hash), seal.day, seal.seq
        report.checked += 1
    report.head = str(Head(day, seq, expected)) if day else ""


def _faults(row: SealedRow, expected: bytes, seq_before: int) -> Iterator[Finding]:
    seal, place = row.seal, (row.seal.day, row.seal.seq)
    if bytes(seal.previous) != expected or seal.seq != seq_before + 1:
        text = f"Seal {seal.seq} of {seal.day} does not follow the one before it"
        yield Finding("broken", None, *place, text)
    if row.digest is None:
        yield Finding("removed", seal.event, *place, f"Row {seal.event} was removed")
    elif bytes(seal.hash) != seal_hash(bytes(seal.previous), *place, seal.event, row.digest):
        text = f"Row {seal.event}, or its seal, is not what was sealed"
        yield Finding("altered", seal.event, *place, text)


def _seal_before(first: date | None) -> Seal | None:
    if first is None:
        return None
    return Seal.objects.filter(day__lt=first).order_by("-day", "-seq").first()


def _sealed_rows(first: date | None, last: date | None) -> Iterator[SealedRow]:
    """By their place in the chain, a chunk at a time: no statement runs long, no cursor stays."""
    place: tuple[date, int] | None = None
    while True:
        chunk = _chunk(first, last, place)
        yield from chunk
        if len(chunk) < CHUNK:
            return
        place = (chunk[-1].seal.day, chunk[-1].seal.seq)


def _chunk(
    first: date | None, last: date | None, after: tuple[date, int] | None
) -> list[SealedRow]:
    seals = Seal.objects.order_by("day", "seq")
    if first:
        seals = seals.filter(day__gte=first)
    if last:
        seals = seals.filter(day__lte=last)
    if after:
        seals = seals.filter(Q(day__gt=after[0]) | Q(day=after[0], seq__gt=after[1]))
    found = list(seals[:CHUNK])
    digests = _digests([seal.event for seal in found])
    return [SealedRow(seal, digests.get(seal.event)) for seal in found]


def _digests(events: list[int]) -> dict[int, bytes]:
    digest = digest_sql("row")
    query = f"SELECT row.id, {digest} FROM {TABLE} AS row WHERE row.id = ANY(%s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [events])
        return {event: bytes(digest) for event, digest in cursor.fetchall()}


def _look_for_inserted(report: Report) -> None:
    """Rows that neither have a seal nor wait for one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_unsealed")
        report.waiting = cursor.fetchone()[0]
    lowest, highest = _ids()
    for start in range(lowest, highest + 1, SPAN):
        for event in _without_seal(start, start + SPAN):
            text = f"Row {event} has no seal and waits for none"
            report.add(Finding("inserted", event, None, None, text))


def _ids() -> tuple[int, int]:
    found = audit_model().objects.aggregate(lowest=Min("id"), highest=Max("id"))
    return found["lowest"] or 0, found["highest"] or -1


def _without_seal(start: int, end: int) -> list[int]:
    query = (
        f"SELECT row.id FROM {TABLE} AS row"  # noqa: S608  our own name
        " WHERE row.id >= %s AND row.id < %s"
        " AND NOT EXISTS (SELECT FROM audit_seal AS seal WHERE seal.event = row.id)"
        " AND NOT EXISTS (SELECT FROM audit_unsealed AS waiting WHERE waiting.event = row.id)"
        " ORDER BY row.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [start, end])
        return [event for (event,) in cursor.fetchall()]


def _look_for_head(report: Report, head: Head) -> None:
    known = Seal.objects.filter(day=head.day, seq=head.seq).first()
    if known is None or bytes(known.hash) != head.hash:
        text = f"The seal {head.seq} of {head.day} that was noted is not in the chain any more"
        report.add(Finding("broken", None, head.day, head.seq, text))
