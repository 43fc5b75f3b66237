"""One scenario from its first ticket to its verdict."""

import random
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
import requests

from deploy.chaos.judge import Findings, judge
from deploy.chaos.ledger import COMMENT, TICKET, TRANSITION, Ledger
from deploy.chaos.load.crew import Crew
from deploy.chaos.load.pacing import Shift
from deploy.chaos.reality import Observer
from deploy.chaos.scenarios import Scenario
from deploy.chaos.site import Site
from deploy.provisioning.broker import BrokerRefused

GOAL_SECONDS: Final = 60.0
# Beyond the goal we go on looking, to say how late it was.
PATIENCE_SECONDS: Final = 240.0
WARM_UP_SECONDS: Final = 60.0
POLL_SECONDS: Final = 0.5
QUIET_SECONDS: Final = 2.0
NOT_NOW: Final = (psycopg.Error, sqlite3.Error, OSError, requests.RequestException, BrokerRefused)
KINDS: Final = (("ticket over HTTP", TICKET, "http"), ("ticket over AMQP", TICKET, "amqp"))


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the report; `recovery_s` is None when it never recovered."""

    scenario: str
    faults: str
    sent: int
    acknowledged: int
    findings: Findings
    recovery_s: float | None
    notes: list[str]

    @property
    def passed(self) -> bool:
        quick = self.recovery_s is not None and self.recovery_s <= GOAL_SECONDS
        return self.findings.clean and quick

    def document(self) -> dict[str, Any]:
        found = self.findings
        return {
            "scenario": self.scenario,
            "faults": self.faults,
            "sent": self.sent,
            "acknowledged": self.acknowledged,
            "lost": len(found.lost),
            "twice": len(found.twice),
            "missing_notifications": len(found.missing_notifications),
            "out_of_order": len(found.out_of_order),
            "unsettled": len(found.unsettled),
            "recovery_s": self.recovery_s,
            "passed": self.passed,
            "notes": [*found.examples(), *self.notes],
        }


class Trial:
    """One scenario on one site; its tickets carry a mark of their own."""

    def __init__(
        self, site: Site, scenario: Scenario, *, folder: Path, rate: float, seed: int
    ) -> None:
        self._site = site
        self._scenario = scenario
        self._chance = random.Random(seed)  # noqa: S311  repeatable, no secret
        mark = f"CHAOS-{secrets.token_hex(3).upper()}"
        folder.mkdir(parents=True, exist_ok=True)
        self._ledger = Ledger(folder / f"{scenario.name}-{mark}.jsonl")
        self._observer = Observer(site, mark)
        self._crew = Crew(site.workplace(), self._ledger, mark=mark, rate=rate, seed=seed)
        self._findings = Findings(unsettled=["nothing was looked at yet"])
        self._notes: list[str] = []

    def run(self, seconds: float) -> Result:
        """Load, fault for so many seconds, recovery, verdict."""
        with self._scenario.staged(self._site) as fault, self._observer.counting_mails():
            shift = self._crew.begin()
            try:
                if not self._until(lambda: not self._silent(since=0.0), WARM_UP_SECONDS):
                    self._notes.append(f"before the fault: no {self._silent(since=0.0)}")
                fault(self._site, seconds, self._chance)
                recovery = self._recover(shift, time.time())
            finally:
                shift.close(patience=0)
                self._ledger.close()
        return self._result(recovery)

    def _recover(self, shift: Shift, ended: float) -> float | None:
        """Wait until everything is accepted again, then until all of it has had its effect.

        Returns the seconds that took since the fault ended; None when patience ended first.
        """
        deadline = ended + PATIENCE_SECONDS
        if not self._until(lambda: not self._silent(since=ended), deadline - time.time()):
            self._notes.append(f"not accepted again: {', '.join(self._silent(since=ended))}")
        if not shift.close(patience=max(0.0, deadline - time.time())):
            self._notes.append("some requests were never answered")
        self._settle(ended + GOAL_SECONDS, deadline)
        settled_at = time.time()
        # What comes late comes twice: look once more when everything has been quiet for a while.
        time.sleep(QUIET_SECONDS)
        self._until(self._settled, deadline - time.time())
        return round(settled_at - ended, 1) if self._findings.clean else None

    def _settle(self, goal: float, deadline: float) -> None:
        """Wait until all is clean, and note what was not when the goal was missed."""
        if self._until(self._settled, goal - time.time()):
            return
        self._notes += [f"too late: {line}" for line in self._findings.examples()]
        self._until(self._settled, deadline - time.time())

    def _settled(self) -> bool:
        try:
            self._findings = self._judge()
        except NOT_NOW as error:
            self._findings = Findings(unsettled=[f"{type(error).__name__}: {error}"])
        return self._findings.clean

    def _judge(self) -> Findings:
        expected = self._scenario.dead_letters
        findings = judge(self._ledger, self._observer.look(), expected_letters=expected)
        if findings.clean:
            # Asked last: so many probes are work for a machine that is busy recovering.
            sick = self._site.unhealthy()
            findings.unsettled += [f"{name}: {why}" for name, why in sick.items()]
        return findings

    def _silent(self, *, since: float) -> list[str]:
        """The kinds of request of which none was acknowledged since then."""
        kinds: list[tuple[str, str, str | None]] = [*KINDS]
        kinds += [("step", TRANSITION, None), ("comment", COMMENT, None)]
        return [
            name
            for name, kind, way in kinds
            if not any(
                entry.answered_at > since and way in (None, entry.facts.get("way"))
                for entry in self._ledger.acknowledged(kind)
            )
        ]

    @staticmethod
    def _until(reached: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not reached():
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True

    def _result(self, recovery: float | None) -> Result:
        entries = [e for kind in (TICKET, TRANSITION, COMMENT) for e in self._ledger.entries(kind)]
        return Result(
            scenario=self._scenario.name,
            faults=self._scenario.faults,
            sent=sum(entry.attempts for entry in entries),
            acknowledged=sum(entry.acknowledged for entry in entries),
            findings=self._findings,
            recovery_s=recovery,
            notes=self._notes,
        )
