"""What the partner's worker does with a message from TTS, in good and in bad moods."""

from collections.abc import Mapping
from typing import Any, Final

from simulators.faults.book import FaultBook
from simulators.faults.kinds import Fault, Kind
from simulators.partner.completions import Completions, Decision

OPERATION: Final = "completion"
KINDS: Final = (Kind.SLOW, Kind.DECLINE)
_DECLINED: Final = Decision(False, "Declined (fault injection)")


class Arrivals:
    def __init__(self, completions: Completions, book: FaultBook) -> None:
        self._completions = completions
        self._book = book

    def receive(self, payload: Mapping[str, Any]) -> None:
        fault = self._book.draw(OPERATION)
        if fault and fault.seconds:
            self._book.wait(fault.seconds)
        new = self._completions.receive(payload, forced=_forced(fault))
        outcome = "kept" if new else "known already"
        self._book.log(OPERATION, f"ticket {payload['ticket_id']}", fault, outcome)


def _forced(fault: Fault | None) -> Decision | None:
    return _DECLINED if fault and fault.kind is Kind.DECLINE else None
