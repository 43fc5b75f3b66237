"""What a rule found, and the report that all findings make."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

DOCUMENT: Final = "docs/integration.md, Conformance"


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    # The endpoint gave no occasion to judge this.
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule about one exchange; `rule` is its name in the table of the document."""

    rule: str
    verdict: Verdict
    sent: str
    expected: str
    came: str
    documented: str = DOCUMENT


def judge(rule: str, good: bool, *, sent: str, expected: str, came: str) -> Finding:
    verdict = Verdict.PASSED if good else Verdict.FAILED
    return Finding(rule=rule, verdict=verdict, sent=sent, expected=expected, came=came)


def untried(rule: str, why: str) -> Finding:
    return Finding(rule=rule, verdict=Verdict.UNTRIED, sent="", expected="", came=why)


def report(system: str, url: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """`conforms` when nothing failed; findings in the order they were made."""
    rows = list(findings)
    return {
        "system": system,
        "url": url,
        "conforms": all(row.verdict is not Verdict.FAILED for row in rows),
        "findings": [asdict(row) for row in rows],
    }
