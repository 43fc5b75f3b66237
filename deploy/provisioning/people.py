"""The demo people of deploy/demo_people.json."""

import json
from pathlib import Path
from typing import Any

PEOPLE_FILE = Path(__file__).resolve().parent.parent / "demo_people.json"


def demo_people() -> list[dict[str, Any]]:
    """Each with username, full_name, department, roles and an address of their own."""
    people: list[dict[str, Any]] = json.loads(PEOPLE_FILE.read_text())
    return [{"email": f"{person['username']}@example.com", **person} for person in people]


def demo_usernames() -> list[str]:
    return [person["username"] for person in demo_people()]
