"""Where files lie: a folder outside every web root, under names that nobody can guess."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

SHELVES: Final = 256
_KEY: Final = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    return secrets.token_hex(16)


def place_of(key: str) -> Path:
    """Where the file of `key` lies; the first two digits name its shelf."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a stored file")
    root: Path = settings.FILES_DIR
    return root / key[:2] / key


def discard(key: str) -> None:
    """Delete the file, if it is there."""
    place_of(key).unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Have the name of a new file survive a power cut, too."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def on_shelf(number: int, *, before: datetime) -> Iterator[str]:
    """The keys of the files on one of the SHELVES that were written before then."""
    root: Path = settings.FILES_DIR
    shelf = root / f"{number:02x}"
    if not shelf.is_dir():
        return
    for entry in os.scandir(shelf):
        written = datetime.fromtimestamp(entry.stat().st_mtime, timezone.get_default_timezone())
        if _KEY.fullmatch(entry.name) and written < before:
            yield entry.name
