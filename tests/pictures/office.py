"""Some days of an office, so that the pictures show what people would see."""

import itertools
import json
import random
from datetime import UTC, datetime, timedelta

from tests.integration.world import ROOT, World, eventually, ticket

SAMPLES = ROOT / "test-data" / "hdts-tickets.json"
COUNT = 48
NUMBERS = ("ticket_id", "ticket_number", "original_ticket_id")
# Of the seeded workflows, by the words of the help desk.
HOURS = {"urgent": 4, "high": 4, "medium": 8, "low": 24}
# How much of its time each ticket has behind it when it arrives.
SHARES = (0.1, 0.35, 0.6, 0.05, 0.78, 0.2, 0.5, 0.9, 0.15, 0.4, 1.05)
UNROUTED = (
    ("Travel", "Visa", "Visa for the fair in São Paulo"),
    ("Travel", "Visa", "Invitation letter for a supplier visit"),
    ("Facilities", "Heating", "Radiator in room 2.14 stays cold"),
    ("Facilities", "Keys", "Second key for the sample store"),
)
OWN = (
    ("IT Support", "Access", "Read access to the training calendar", "medium"),
    ("Asset", "Check-out", "Camera for the open day in December", "low"),
    ("IT Support", "Network", "Video calls break off in the annex", "medium"),
)
TALK = (
    ("ana.cruz", "requester", "It happens every afternoon, mostly between two and three."),
    (None, "internal", "The access point above the kitchen restarts itself. Log attached."),
    ("admin", "internal", "The spare one is in the store room, shelf 4."),
    (None, "requester", "We change the access point this evening after six."),
)
NOTES = ("Checked with the requester", "All there", "As agreed on the phone", "Looks right")


def fill(world: World) -> dict[str, str]:
    """Send, work on and talk about tickets; the numbers of those that pictures are about."""
    first = random.randint(10_000, 80_000)
    samples = [row["ticket"] for row in json.loads(SAMPLES.read_text())["tickets"][:COUNT]]
    numbers = [_send(world, _aged(sample, first + n, n)) for n, sample in enumerate(samples)]
    own = [_send(world, _of_ana(*one, number=first + COUNT + n)) for n, one in enumerate(OWN)]
    for n, (category, kind, subject) in enumerate(UNROUTED):
        number = f"HD-2026-{first + COUNT + len(OWN) + n}"
        waiting = _send(world, ticket(category, kind, title=subject, ticket_id=number))
    for number, deed in zip(numbers, itertools.cycle(DEEDS), strict=False):
        deed(world, world.task_of(number))
    _begin(world, world.task_of(own[-1]))
    _talk(world, own[-1])
    return {"own": own[-1], "waiting": waiting}


def _aged(sample, number, nth):
    """A sample that was sent a while ago, under a number of its own."""
    named = next((field for field in NUMBERS if field in sample), NUMBERS[0])
    hours = HOURS[sample["priority"].lower()] * SHARES[nth % len(SHARES)]
    sent = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
    when = "created_at" if "title" in sample else "submitted_at"
    return {**sample, named: f"HD-2026-{number}", when: sent}


def _of_ana(category, kind, subject, priority, number):
    fields = {"title": subject, "priority": priority, "ticket_id": f"HD-2026-{number}"}
    fields["created_at"] = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    return ticket(category, kind, description="Since Monday, in the annex.", **fields)


def _send(world, sent):
    answer = world.send(sent)
    assert answer.ok, answer.text
    return answer.json()["ticket_number"]


def _leave(world, task):
    """It waits for its person."""


def _begin(world, task):
    agent = world.person(world.username_of(task["assigned_user"]))
    begun = agent.post(f"/workflow/tasks/{task['task_id']}/begin/", version=task["version"])
    assert begun.ok, begun.text


def _step(world, task):
    world.step(task, notes=NOTES[task["task_id"] % len(NOTES)])


def _two_steps(world, task):
    number = task["ticket_number"]
    for _ in range(2):
        _step(world, task)
        task = eventually(lambda: _still_with_somebody(world, number), what=number)


def _still_with_somebody(world, number):
    [task] = world.tasks_of(number)
    return task if task["assigned_user"] or task["completed_at"] else None


def _end(world, task):
    world.finish(task["ticket_number"])


def _hold(world, task):
    path = f"/workflow/tasks/{task['task_id']}/hold/"
    terms = {"code": "waiting_for_requester", "reason": "Asked for the room number"}
    held = world.person("admin").post(path, **terms, version=task["version"])
    assert held.ok, held.text


def _ask(world, task):
    agent = world.person(world.username_of(task["assigned_user"]))
    _say(agent, task["ticket_number"], "Could you tell me when I may come by?", "requester")


DEEDS = (_leave, _step, _ask, _leave, _end, _step, _leave, _hold, _two_steps)


def _talk(world, number):
    agent = world.person(world.username_of(world.task_of(number)["assigned_user"]))
    for who, visibility, text in TALK:
        _say(world.person(who) if who else agent, number, text, visibility)


def _say(person, number, text, visibility):
    said = person.post(
        "/messaging/api/comments/", ticket_id=number, text=text, visibility=visibility
    )
    assert said.ok, said.text
