"""What a person may see of a message, and how what they send back is understood."""

import math
import re
from typing import Any

from shared.logs import SECRET_KEY

MASK = "***"
DEEPEST = 40
_IN_TEXT = re.compile(
    r"((?:password|secret|token|otp|signature)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}]+",
    re.IGNORECASE,
)


def masked(value: Any, depth: int = 0) -> Any:
    """`value` without secrets, and safe to answer as JSON however odd it is."""
    if depth > DEEPEST:
        return "…"
    if isinstance(value, dict):
        return {
            printable_json(key): MASK
            if SECRET_KEY.search(key) and each not in (None, "")
            else masked(each, depth + 1)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [masked(each, depth + 1) for each in value]
    if isinstance(value, str):
        return masked_text(value)
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def masked_text(text: str) -> str:
    """Text in which `token=…` and the like are hidden."""
    return _IN_TEXT.sub(rf"\1{MASK}", printable_json(text))


def printable_json(text: str) -> str:
    """Halves of surrogate pairs cannot be sent; they are shown as escapes."""
    return text.encode(errors="backslashreplace").decode()


def unmasked(edited: Any, original: Any) -> Any:
    """`edited` with every value left as it was shown put back to what it is."""
    if isinstance(edited, dict):
        known = original if isinstance(original, dict) else {}
        return {
            key: known[key]
            if key in known and each == MASK and SECRET_KEY.search(key)
            else unmasked(each, known.get(key))
            for key, each in edited.items()
        }
    if isinstance(edited, list):
        known_items = original if isinstance(original, list) else []
        padded = [*known_items, *[None] * len(edited)]
        return [unmasked(each, old) for each, old in zip(edited, padded, strict=False)]
    if isinstance(original, str) and edited != original and edited == masked_text(original):
        return original
    return edited


def differences(before: Any, after: Any, path: str = "") -> list[dict[str, Any]]:
    """`[{field, before, after}]` of everything that changed, secrets masked."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted({*before, *after})
        return [
            change
            for name in names
            for change in differences(
                before.get(name), after.get(name), f"{path}.{name}" if path else name
            )
        ]
    if before == after:
        return []
    secret = SECRET_KEY.search(path)
    shown = [MASK if secret and each is not None else masked(each) for each in (before, after)]
    return [{"field": path, "before": shown[0], "after": shown[1]}]
