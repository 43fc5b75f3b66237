"""What docs/threat-model.md says is proved, is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/threat-model.md").read_text()
NAMED = re.findall(r"`([\w./-]+\.(?:py|ts))(?:::(test_\w+))?`", TEXT)


def test_every_test_it_names_exists():
    missing = [f"{file}::{name}" for file, name in NAMED if not exists(file, name)]

    assert NAMED
    assert missing == []


def test_every_threat_names_a_test():
    threats = TEXT.partition("## Threats")[2].partition("## Accepted")[0]
    rows = [row for row in threats.splitlines() if row.startswith("| ")]

    # A heading names none.
    assert [row for row in rows if "`" not in row and "| proved by |" not in row] == []


def exists(file, name):
    path = ROOT / file
    return path.is_file() and (not name or f"def {name}(" in path.read_text())
