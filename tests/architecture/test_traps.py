"""The list of traps in docs/sla.md and the tests that keep us out of them are the same."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Whatever counts time, moves tasks or hands them out.
ROOMS = ("assignment", "external", "migrating", "sla", "tasks")


def test_every_test_of_a_trap_is_listed_and_every_one_listed_exists():
    listed = set(re.findall(r"`(test_trap_\w+)`", (ROOT / "docs/sla.md").read_text()))
    files = (path for room in ROOMS for path in (ROOT / "workflow_api" / room).rglob("test_*.py"))
    texts = [path.read_text() for path in files]
    written = {name for text in texts for name in re.findall(r"def (test_trap_\w+)", text)}

    assert listed
    assert written == listed
