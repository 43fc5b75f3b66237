"""Reading single fields out of a foreign JSON object, collecting every fault on the way."""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from shared.errors import FieldError

MAX_DEPTH: Final = 10
# A message wraps a ticket and its details a few levels deeper.
MAX_MESSAGE_DEPTH: Final = 16
_ADDRESS: Final = re.compile(r"[^@\s<>\",;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def unstorable(text: str) -> bool:
    """PostgreSQL keeps no NUL character, and UTF-8 no half of a surrogate pair."""
    return "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text)


def json_fault(value: Any, depth: int = 0, *, limit: int = MAX_DEPTH) -> str | None:
    """Why `value` cannot be kept as JSON, or None."""
    if depth > limit:
        return f"is nested deeper than {limit} levels"
    if isinstance(value, str):
        return "contains a character that cannot be stored" if unstorable(value) else None
    if isinstance(value, float):
        return None if math.isfinite(value) else "contains a number that is not finite"
    if isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    else:
        parts = value if isinstance(value, list) else []
    faults = (json_fault(part, depth + 1, limit=limit) for part in parts)
    return next((fault for fault in faults if fault), None)


class Reader:
    """Takes fields out of `raw` one by one; what is left over are the details."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._left = dict(raw)
        self.errors: list[FieldError] = []

    def fail(self, field: str, message: str) -> None:
        self.errors.append(FieldError(field, message))

    def take(self, *names: str) -> Any:
        """The first value that is not null among the accepted names; all of them are consumed."""
        return self._take(names)[1]

    def _take(self, names: tuple[str, ...]) -> tuple[str, Any]:
        found = [(name, self._left.pop(name, None)) for name in names]
        return next(((n, v) for n, v in found if v is not None), (names[0], None))

    def text(
        self,
        *names: str,
        limit: int,
        required: bool = False,
        default: str = "",
        numbers: bool = False,
    ) -> str:
        """Trimmed text of at most `limit` characters; faults name the field as it was sent."""
        name, value = self._take(names)
        return self._checked(name, value, limit, required, numbers) or default

    def _checked(self, name: str, value: Any, limit: int, required: bool, numbers: bool) -> str:
        if numbers and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            self.fail(name, "must be text")
            return ""
        text = (value or "").strip()
        if required and not text:
            self.fail(name, "is required")
        elif len(text) > limit:
            self.fail(name, f"must have at most {limit} characters, has {len(text)}")
        elif unstorable(text):
            self.fail(name, "contains a character that cannot be stored")
        return text

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        text = self.text(name, limit=100, required=True).lower()
        if text and text not in allowed:
            self.fail(name, f"must be one of {', '.join(allowed)}")
        return text

    def moment(self, *names: str, earliest: datetime, latest: datetime) -> datetime | None:
        """ISO 8601 with or without zone (UTC then)."""
        name, value = self._take(names)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (TypeError, ValueError, OverflowError):
            self.fail(name, "must be a date and time in ISO 8601, such as 2026-03-01T09:30:00Z")
            return None
        if not earliest <= moment <= latest:
            self.fail(name, f"must lie between {earliest:%Y-%m-%d} and {latest:%Y-%m-%d}")
        return moment

    def requester(self) -> dict[str, Any]:
        """`{id, name, email}` from any documented spelling."""
        name_prefix, person = self._take(("requester", "employee"))
        if isinstance(person, str):
            person = {"email": person}
        elif person is not None and not isinstance(person, Mapping):
            self.fail(name_prefix, "must be an address or an object with id, name, email")
            person = None
        person = person or {}
        email = self._email(name_prefix, person)
        flat_name = self.text("requester_name", limit=200)
        name = self._checked(f"{name_prefix}.name", person.get("name"), 200, False, False)
        return {
            "id": self._person_id(name_prefix, person),
            "name": flat_name or name,
            "email": email,
        }

    def _email(self, prefix: str, person: Mapping[str, Any]) -> str:
        flat = self.take("requester_email")
        field = "requester_email" if flat is not None else f"{prefix}.email"
        given = flat if flat is not None else person.get("email")
        address = self._checked(field, given, 254, False, False)
        if address and not _ADDRESS.fullmatch(address):
            self.fail(field, "must be a valid e-mail address")
        return address

    def _person_id(self, prefix: str, person: Mapping[str, Any]) -> int | str | None:
        given = person.get("id")
        if given is None or (isinstance(given, int) and not isinstance(given, bool)):
            return given
        return self._checked(f"{prefix}.id", given, 64, False, False) or None

    def attachments(self, limit: int) -> list[dict[str, str]]:
        """`[{filename, url}]`; only the form of an address is checked, nothing is fetched."""
        given = self.take("attachments")
        if given is None:
            return []
        if not isinstance(given, list) or len(given) > limit:
            self.fail("attachments", f"must be a list of at most {limit} files")
            return []
        return [self._attachment(f"attachments.{n}", one) for n, one in enumerate(given)]

    def _attachment(self, field: str, given: Any) -> dict[str, str]:
        if not isinstance(given, Mapping):
            self.fail(field, "must be an object with filename and url")
            return {}
        filename = self._checked(f"{field}.filename", given.get("filename"), 255, True, False)
        url = self._checked(f"{field}.url", given.get("url"), 2000, True, False)
        if url and not _is_web_address(url):
            self.fail(f"{field}.url", "must be an http or https address")
        return {"filename": filename, "url": url}

    def rest(self, limit: int, *, inner: str | None) -> dict[str, Any]:
        """Everything not taken yet, as sent."""
        details = (self._left.pop(inner, None) or {}) if inner else dict(self._left)
        if not isinstance(details, dict):
            self.fail("details", "must be an object")
            return {}
        if fault := json_fault(details):
            self.fail(self._culprit(details), fault)
        elif (size := len(json.dumps(details, ensure_ascii=False).encode())) > limit:
            self.fail("details", f"must have at most {limit} bytes as JSON, has {size}")
        return details

    @staticmethod
    def _culprit(details: dict[str, Any]) -> str:
        bad = (key for key, value in details.items() if json_fault(value, 1))
        key = next(bad, "details")
        return "details" if unstorable(key) else key


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url
    except ValueError:
        return False
