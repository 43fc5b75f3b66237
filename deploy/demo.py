"""Hand tickets over as HDTS does and follow each to its assignee and their notice."""

import itertools
import json
import math
import secrets as random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from deploy.clients import Http, People
from deploy.demo_macros import keep_macros
from deploy.instance import ROOT
from deploy.provisioning.secret_values import Secrets

TICKETS_FILE: Final = ROOT / "test-data" / "hdts-tickets.json"
NUMBER_FIELDS: Final = ("ticket_id", "ticket_number", "original_ticket_id")
TIMES: Final = ("created_at", "submitted_at")
SENDERS: Final = 4
PATIENCE_SECONDS: Final = 60.0
POLL_SECONDS: Final = 0.2
PAGE: Final = 100
INAPP: Final = "/api/v2/notifications/inapp/"


@dataclass(slots=True)
class Journey:
    """One ticket on its way; times in milliseconds since it was handed over."""

    external_id: str
    ticket_number: str = ""
    task: str = ""
    workflow: str = ""
    assignee: str = ""
    accepted_ms: float | None = None
    assigned_ms: float | None = None
    notified_ms: float | None = None


class Demo:
    """One run: its tickets carry a mark of their own, so that runs never meet."""

    def __init__(self, urls: Mapping[str, str], secrets: Secrets) -> None:
        self._http = Http()
        self._urls = urls
        self._hdts = secrets["hdts"]
        self._people = People(self._http, self._urls["auth"], secrets["people"])
        self._usernames: dict[int, str] = {}
        self._mark = f"DEMO-{random.token_hex(4).upper()}"
        self._journeys: dict[str, Journey] = {}
        self._sent_at: dict[str, float] = {}
        self._seen: dict[str, Counter[str]] = {}
        self._started = datetime.now(UTC)

    def run(self, count: int) -> dict[str, Any]:
        """Send `count` tickets, wait until all have arrived or patience ends; the document."""
        keep_macros(self._http, self._urls["workflow"], self._people.token("admin"))
        started = time.monotonic()
        with ThreadPoolExecutor(max_workers=SENDERS) as pool:
            for journey in pool.map(self._send, self._tickets(count)):
                self._journeys[journey.ticket_number] = journey
        self._wait(self._see_assignments, lambda journey: journey.assigned_ms)
        self._wait(self._see_notifications, lambda journey: journey.notified_ms)
        # A second task or notice would have been made while we waited for the first ones.
        self._see_assignments()
        return self._document(time.monotonic() - started)

    def _tickets(self, count: int) -> Iterable[dict[str, Any]]:
        samples = [row["ticket"] for row in json.loads(TICKETS_FILE.read_text())["tickets"]]
        chosen = itertools.islice(itertools.cycle(samples), count)
        return [self._fresh(ticket, number) for number, ticket in enumerate(chosen, start=1)]

    def _fresh(self, ticket: dict[str, Any], number: int) -> dict[str, Any]:
        name = next((field for field in NUMBER_FIELDS if field in ticket), NUMBER_FIELDS[0])
        # A ticket submitted weeks ago would arrive with its SLA used up.
        now = {key: value for key, value in ticket.items() if key not in TIMES}
        return {**now, name: f"{self._mark}-{number:05d}"}

    def _send(self, ticket: dict[str, Any]) -> Journey:
        external_id = next(ticket[field] for field in NUMBER_FIELDS if field in ticket)
        sent = time.time()
        answer = self._http.post_signed(f"{self._urls['ticket']}/send/", ticket, **self._hdts)
        journey = Journey(external_id, answer["ticket_number"])
        journey.accepted_ms = _ms(time.time() - sent)
        self._sent_at[journey.ticket_number] = sent
        return journey

    def _wait(self, look: Callable[[], None], done: Callable[[Journey], float | None]) -> None:
        """Look until all are done, or nothing has changed for as long as patience lasts."""
        missing = len(self._journeys)
        changed = time.monotonic()
        while missing and time.monotonic() - changed < PATIENCE_SECONDS:
            look()
            left = sum(done(journey) is None for journey in self._journeys.values())
            if left != missing:
                missing, changed = left, time.monotonic()
            if left:
                time.sleep(POLL_SECONDS)

    def _see_assignments(self) -> None:
        seen = self._seen["tasks"] = Counter()
        for task in self._pages("workflow", "/tasks/", "admin", search=self._mark):
            number = task["ticket_number"]
            seen[number] += 1
            if (journey := self._journeys.get(number)) and task["assigned_user"]:
                journey.task, journey.workflow = task["number"], task["workflow_name"]
                journey.assignee = self._username(task["assigned_user"])
                journey.assigned_ms = self._since_sent(number, task["created_at"])

    def _see_notifications(self) -> None:
        """Each assignee's own list says what they were told, and when."""
        for assignee in {journey.assignee for journey in self._journeys.values()} - {""}:
            seen = self._seen[assignee] = Counter()
            for notice in self._notices_of(assignee):
                number = notice["related_ticket_number"]
                if (journey := self._journeys.get(number)) and journey.assignee == assignee:
                    seen[number] += 1
                    journey.notified_ms = self._since_sent(number, notice["created_at"])

    def _notices_of(self, assignee: str) -> Iterable[dict[str, Any]]:
        """Of this run; the list is sorted by time, newest first."""
        kind = {"notification_type": "task_assignment"}
        for notice in self._pages("notification", INAPP, assignee, **kind):
            if datetime.fromisoformat(notice["created_at"]) < self._started:
                return
            yield notice

    def _pages(self, service: str, path: str, who: str, **filters: str) -> Iterable[dict[str, Any]]:
        for page in itertools.count(1):
            answer = self._http.get(
                self._urls[service] + path,
                self._people.token(who),
                page=page,
                page_size=PAGE,
                **filters,
            )
            yield from answer["results"]
            if not answer["next"]:
                return

    def _username(self, user_id: int) -> str:
        if user_id not in self._usernames:
            url = f"{self._urls['auth']}/api/v1/users/{user_id}/"
            user = self._http.get(url, self._people.token("admin"))
            self._usernames[user_id] = user["username"]
        return self._usernames[user_id]

    def _since_sent(self, number: str, moment: str) -> float:
        return _ms(datetime.fromisoformat(moment).timestamp() - self._sent_at[number])

    def _document(self, seconds: float) -> dict[str, Any]:
        journeys = list(self._journeys.values())
        notified = sorted(j.notified_ms for j in journeys if j.notified_ms is not None)
        return {
            "count": len(journeys),
            "accepted": sum(j.accepted_ms is not None for j in journeys),
            "assigned": sum(j.assigned_ms is not None for j in journeys),
            "notified": len(notified),
            "duplicates": sum(n - 1 for seen in self._seen.values() for n in seen.values()),
            "seconds": round(seconds, 2),
            "p50_ms": percentile(notified, 0.50),
            "p95_ms": percentile(notified, 0.95),
            "tickets": [asdict(journey) for journey in journeys],
        }


def succeeded(document: dict[str, Any]) -> bool:
    """All accepted, assigned and notified, none twice."""
    complete: bool = document["count"] == document["assigned"] == document["notified"]
    return complete and document["duplicates"] == 0


def percentile(ordered: Sequence[float], share: float) -> float | None:
    """The value below or at which `share` of the ordered values lie."""
    if not ordered:
        return None
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
