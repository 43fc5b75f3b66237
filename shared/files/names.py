"""Names of files, made safe to show, to store and to save under."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

LENGTH: Final = 150
NAMELESS: Final = "file"
_SEPARATORS: Final = re.compile(r"[/\\]")
# What Windows does not take in a name; the rest of the world does not miss it.
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
# Control characters, invisible ones that turn a name around, lone surrogates, unassigned ones.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(raw: str) -> str:
    """The last part of `raw` without what could mislead a reader or a file system."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", raw))[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN)
    tidy = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(". ")
    return _shortened(f"_{tidy}" if _DEVICES.match(tidy) else tidy) or NAMELESS


def with_ending(name: str, endings: tuple[str, ...]) -> str:
    """`name`, ending as its content does: a picture called `run.exe` is `run.exe.png`."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return name if ending in endings else f"{name}.{endings[0]}"


def _shortened(name: str) -> str:
    if len(name) <= LENGTH:
        return name
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix) <= 10 else ""
    return path.stem[: LENGTH - len(ending)] + ending
