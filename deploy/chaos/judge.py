"""The ledger against reality. Pure functions: what was acknowledged must exist, once, in order."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from deploy.chaos.ledger import COMMENT, TICKET, TRANSITION, Ledger
from deploy.chaos.reality import Reality, Rows

OPEN_ITEMS = ("new", "in_progress")
ASSIGNMENT = "task_assignment"
EXAMPLES = 5


@dataclass(slots=True)
class Findings:
    """What is wrong, by goal: each line names one thing."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    missing_notifications: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not any(self.faults().values())

    def faults(self) -> dict[str, list[str]]:
        return {
            "lost": self.lost,
            "twice": self.twice,
            "missing_notifications": self.missing_notifications,
            "out_of_order": self.out_of_order,
            "unsettled": self.unsettled,
        }

    def examples(self) -> list[str]:
        """The first few of each kind, for a person."""
        return [
            f"{name}: {line}" for name, lines in self.faults().items() for line in lines[:EXAMPLES]
        ] + self.remarks


def judge(ledger: Ledger, reality: Reality, *, expected_letters: int = 0) -> Findings:
    """Compare; `expected_letters` messages were made so bad that they must be dead letters."""
    findings = Findings()
    _tickets(ledger, reality, findings)
    _tasks(reality, findings)
    _transitions(ledger, reality, findings)
    _completions(reality, findings)
    _notices(reality, findings)
    _mails(reality, findings)
    _comments(ledger, reality, findings)
    _left_behind(reality, findings, expected_letters)
    return findings


def _tickets(ledger: Ledger, reality: Reality, findings: Findings) -> None:
    acknowledged = {entry.answer["number"] for entry in ledger.acknowledged(TICKET)}
    for name in ("desk", "tickets", "tasks"):
        numbers = Counter(row["number"] for row in reality[name])
        findings.lost += [f"ticket {n} not in {name}" for n in sorted(acknowledged - set(numbers))]
        findings.twice += [f"ticket {n} {times} times in {name}" for n, times in _many(numbers)]
    behind = {row["number"]: row["status_version"] for row in reality["desk"]}
    for task in reality["tasks"]:
        if behind.get(task["number"]) != task["version"]:
            findings.unsettled.append(f"status of {task['number']} is behind")


def _tasks(reality: Reality, findings: Findings) -> None:
    """Nobody works on the same thing as somebody else, and nothing happened twice."""
    open_items = Counter(i["task_id"] for i in reality["items"] if i["status"] in OPEN_ITEMS)
    findings.twice += [f"task {task} has {n} open items" for task, n in _many(open_items)]
    lines = Counter(
        (e["task_id"], e["kind"], e["task_version"], e["item_id"]) for e in reality["events"]
    )
    findings.twice += [f"history {line} {n} times" for line, n in _many(lines)]
    for item in reality["items"]:
        if item["status"] in OPEN_ITEMS and item["assignee_id"] is None:
            findings.unsettled.append(f"item {item['id']} of task {item['task_id']} is nobody's")


def _transitions(ledger: Ledger, reality: Reality, findings: Findings) -> None:
    """Each attempt carries its key in the notes of the step it took."""
    taken = Counter(e["notes"] for e in reality["events"] if e["kind"] == "transition")
    for entry in ledger.entries(TRANSITION):
        if entry.acknowledged and not taken[entry.key]:
            findings.lost.append(f"step {entry.key} of task {entry.facts['task_id']}")
        if taken[entry.key] > 1:
            findings.twice.append(f"step {entry.key} of task {entry.facts['task_id']}")


def _completions(reality: Reality, findings: Findings) -> None:
    acted = Counter(row["ticket_id"] for row in reality.completions)
    for action in reality["end_actions"]:
        number = action["number"]
        if not acted[number]:
            findings.lost.append(f"completion of {number} at {action['system']}")
        if action["state"] == "sent":
            findings.unsettled.append(f"completion of {number} has no receipt")
    findings.twice += [f"completion of {n} {times} times" for n, times in _many(acted)]


def _notices(reality: Reality, findings: Findings) -> None:
    """Everybody who was ever given an item was told, once."""
    told = Counter(
        (n["related_task_item_id"], n["user_id"])
        for n in reality["notices"]
        if n["notification_type"] == ASSIGNMENT
    )
    for item in reality["items"]:
        if item["assignee_id"] and not told[item["id"], item["assignee_id"]]:
            line = f"user {item['assignee_id']} not told of item {item['id']}"
            findings.missing_notifications.append(line)
    findings.twice += [f"notice {key} {n} times" for key, n in _many(told)]


def _mails(reality: Reality, findings: Findings) -> None:
    """Each notice is mailed too. Doubled only by a death between the server's OK and our commit."""
    rows = {str(row["id"]): row for row in reality["mails"]}
    for notice in reality["notices"]:
        if str(notice["id"]) not in rows:
            findings.missing_notifications.append(f"no mail for notice {notice['id']}")
    for key in rows:
        if not reality.mails_taken[key]:
            findings.missing_notifications.append(f"mail {key} did not reach the mail server")
    if doubled := [key for key in rows if reality.mails_taken[key] > 1]:
        findings.remarks.append(f"{len(doubled)} mails arrived again with the same Message-ID")


def _comments(ledger: Ledger, reality: Reality, findings: Findings) -> None:
    stored: dict[str, Rows] = defaultdict(list)
    for comment in reality["comments"]:
        stored[comment["ticket_id"]].append(comment)
    texts = Counter(comment["text"] for comment in reality["comments"])
    findings.twice += [f"comment {text!r} {n} times" for text, n in _many(texts)]
    for entry in ledger.acknowledged(COMMENT):
        if not texts[entry.facts["text"]]:
            findings.lost.append(f"comment {entry.facts['text']!r}")
    places = {entry.facts["text"]: entry.facts["place"] for entry in ledger.entries(COMMENT)}
    for ticket, comments in stored.items():
        _in_order(ticket, comments, places, findings)
    _gapless(reality["stream"], findings)


def _in_order(ticket: str, comments: Rows, places: dict[str, int], findings: Findings) -> None:
    if [c["seq"] for c in comments] != list(range(1, len(comments) + 1)):
        findings.out_of_order.append(f"{ticket}: numbers {[c['seq'] for c in comments]}")
    for author in {c["username"] for c in comments}:
        own = [places[c["text"]] for c in comments if c["username"] == author]
        if own != sorted(own):
            findings.out_of_order.append(f"{ticket}: {author} wrote {own}")


def _gapless(events: Rows, findings: Findings) -> None:
    streams: dict[str, list[int]] = defaultdict(list)
    for event in events:
        streams[event["stream"]].append(event["seq"])
    for stream, numbers in streams.items():
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            findings.out_of_order.append(f"{stream}: numbers {numbers}")


def _left_behind(reality: Reality, findings: Findings, expected_letters: int) -> None:
    if reality.outbox:
        findings.unsettled.append(f"{reality.outbox} messages in outboxes")
    if reality.queued:
        findings.unsettled.append(f"{reality.queued} messages in queues")
    if len(reality.dead_letters) != expected_letters:
        told = Counter((row["queue"], row["code"]) for row in reality.dead_letters)
        line = f"{len(reality.dead_letters)} dead letters, not {expected_letters}: {dict(told)}"
        findings.unsettled.append(line)


def _many(counted: "Counter[Any]") -> Iterable[tuple[Any, int]]:
    return [(key, n) for key, n in counted.items() if n > 1]
