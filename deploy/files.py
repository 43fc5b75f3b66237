"""Writing files that others read while we write, and files nobody else may read."""

import json
import os
from pathlib import Path
from typing import Any


def write_private(path: Path, text: str) -> None:
    """Replace `path` in one step; only its owner can read it."""
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        os.fchmod(stream.fileno(), 0o600)
        stream.write(text)
    draft.replace(path)


def write_private_json(path: Path, value: Any) -> None:
    write_private(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")
