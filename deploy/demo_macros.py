"""A few macros for the demo people, so that the menu of macros is not empty."""

import json
from typing import Any, Final

from deploy.clients import Http
from deploy.instance import ROOT

MACROS_FILE: Final = ROOT / "deploy" / "demo_macros.json"
PAGE: Final = 100


def keep_macros(http: Http, url: str, token: str) -> list[str]:
    """Make those that are not there yet, as an admin does; the names of those that were made.

    What somebody changed or switched off since stays as it is.
    """
    there = http.get(f"{url}/macros/", token, page_size=PAGE)["results"]
    known = {macro["name"] for macro in there}
    missing = [macro for macro in demo_macros() if macro["name"] not in known]
    for macro in missing:
        http.post(f"{url}/macros/", macro, token=token)
    return [macro["name"] for macro in missing]


def demo_macros() -> list[dict[str, Any]]:
    """As `POST /macros/` takes them."""
    macros: list[dict[str, Any]] = json.loads(MACROS_FILE.read_text())
    return macros
