"""The canonical ticket, and how each documented shape becomes one.

Rules: the specification's table in contracts.md, "Payloads". `normalise` is the identity on its
own output, so HDTS's word for the priority is mapped exactly once however often it is called.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from shared.contracts.fields import Reader
from shared.errors import FieldError

SCHEMA: Final = "tts.ticket/1"
PRIORITIES: Final = ("low", "medium", "high", "urgent")
# HDTS's scale is one notch lower than ours.
HDTS_PRIORITY_MAP: Final = {
    "low": "medium",
    "medium": "high",
    "high": "urgent",
    "urgent": "urgent",
}
# What a later delivery of the same ticket may change.
CONTENT: Final = (
    "subject",
    "description",
    "category",
    "sub_category",
    "department",
    "priority",
    "requester",
    "attachments",
    "details",
)
MAX_DETAILS_BYTES: Final = 64 * 1024
MAX_ATTACHMENTS: Final = 50
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
CLOCK_SKEW: Final = timedelta(days=1)


class InvalidTicket(ValueError):
    """Every reason at once, in `errors`."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("; ".join(f"{e.field}: {e.message}" for e in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalTicket:
    """One ticket as TTS sees it; all texts trimmed, all bounds checked."""

    external_id: str
    source_service: str
    subject: str
    description: str
    category: str
    sub_category: str
    department: str
    priority: str
    requester: dict[str, Any]
    submitted_at: datetime
    attachments: list[dict[str, str]]
    details: dict[str, Any]

    def as_payload(self) -> dict[str, Any]:
        """JSON form; `normalise` of it gives the same ticket."""
        return {
            "schema": SCHEMA,
            **asdict(self),
            "submitted_at": self.submitted_at.isoformat(),
        }

    def digest(self) -> str:
        """SHA-256 of the content; the moment of submission is not content."""
        content = {k: v for k, v in asdict(self).items() if k != "submitted_at"}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def normalise(
    raw: Mapping[str, Any],
    *,
    received_at: datetime,
    priority_map: Mapping[str, str] = HDTS_PRIORITY_MAP,
    require_external_id: bool = True,
) -> CanonicalTicket:
    """The canonical ticket of either documented shape; InvalidTicket names every bad field."""
    reader = Reader(raw)
    canonical = reader.take("schema") == SCHEMA
    source = reader.text("source_service", limit=32, default="hdts").lower()
    word = reader.choice("priority", PRIORITIES)
    mapped = priority_map.get(word, word) if source == "hdts" and not canonical else word
    submitted_at = reader.moment(
        "submitted_at", "created_at", earliest=EARLIEST, latest=received_at + CLOCK_SKEW
    )
    ticket = CanonicalTicket(
        external_id=reader.text(
            "ticket_id",
            "external_id",
            "ticket_number",
            "original_ticket_id",
            limit=64,
            required=require_external_id,
            numbers=True,
        ),
        source_service=source,
        subject=reader.text("subject", "title", limit=200, required=True),
        description=reader.text("description", limit=20_000),
        category=reader.text("category", limit=100, required=True),
        sub_category=reader.text("sub_category", "subcategory", limit=100, required=True),
        department=reader.text("department", limit=100),
        priority=mapped,
        requester=reader.requester(),
        submitted_at=submitted_at or received_at,
        attachments=reader.attachments(MAX_ATTACHMENTS),
        details=reader.rest(MAX_DETAILS_BYTES, inner="details" if canonical else None),
    )
    if reader.errors:
        raise InvalidTicket(reader.errors)
    return ticket
