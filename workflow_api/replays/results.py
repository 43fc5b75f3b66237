"""What a finished replay says."""

from collections.abc import Mapping
from typing import Any, Final

from workflow_api.engine.comparison import AFTER, BEFORE, Comparison

ASSUMPTIONS: Final = (
    "Both sides are computed: 'before' with what was deployed when the replay began, 'after' with"
    " the tried definition in its place.",
    "At steps of the same key people decide as they did then, and take as long; pauses of the"
    " clock are left out.",
    "Other steps last for the median of their step or role in the period, else for their share of"
    " the SLA, and are left by the first open way that neither rejects nor returns.",
    "Roles, leave and shifts are those known now. Work from other workflows is left out.",
    "Tickets that were cancelled are left out.",
)


def result_of(memory: Mapping[str, Any]) -> dict[str, Any]:
    """The answer in the form of the API."""
    sums = Comparison.from_dict(memory["sums"])
    return {
        "tickets": sums.tickets,
        "matched": _both(sums.matched[BEFORE], sums.matched[AFTER]),
        "routed_differently": {"count": sums.differently, "sample": sums.samples["routed"]},
        "load": _load(sums),
        "breaches": {
            "gained": sums.gained,
            "lost": sums.lost,
            "sample": sums.samples["breaches"],
        },
        "stuck": {"count": sums.stuck, "sample": sums.samples["stuck"]},
        "steps": _steps(sums),
        "assumptions": list(ASSUMPTIONS),
    }


def _load(sums: Comparison) -> list[dict[str, Any]]:
    before, after = sums.load[BEFORE], sums.load[AFTER]
    people = sorted(before.keys() | after.keys(), key=lambda person: sums.names[person])
    return [
        {
            "user_id": int(person),
            "name": sums.names[person],
            **_both(before[person], after[person]),
        }
        for person in people
    ]


def _steps(sums: Comparison) -> list[dict[str, Any]]:
    before, after = sums.visits[BEFORE], sums.visits[AFTER]
    return [
        {"key": key, "visits_before": before[key], "visits_after": after[key]}
        for key in dict.fromkeys([*after, *before])
    ]


def _both(before: int, after: int) -> dict[str, int]:
    return {"before": before, "after": after}
