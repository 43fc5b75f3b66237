"""How tasks are meant to behave, written down a second time and without the engine.

`TaskModel` knows one task as lists and words, `Queue` whose turn it is. What an act is refused
for is the name of the error.
"""

from dataclasses import dataclass, field

OVER = ("completed", "rejected", "cancelled", "closed")
ADMIN = 1


class Refused(Exception):
    """The act would fail with the error of this name."""


@dataclass
class Item:
    step: str
    seat: int
    who: int | None
    itself: bool
    state: str = "open"
    vote: str = ""
    by: int | None = None


@dataclass
class Queue:
    """Whose turn it is in the one role there is; `tasks` are all that are worked on."""

    people: list[int]
    tasks: list["TaskModel"] = field(default_factory=list)
    turns: dict[int, int] = field(default_factory=dict)
    owed: dict[int, int] = field(default_factory=dict)

    def load(self, who):
        return sum(i.who == who and i.state == "open" for t in self.tasks for i in t.items)

    def next(self, policy, barred, extra=()):
        if policy == "manual":
            return None
        line = sorted(self.people, key=lambda who: (not self.owed.get(who), self._place(who)))
        free = [who for who in line if who not in barred]
        if not free:
            return None
        first = free[0]
        if policy == "least_loaded":
            free.sort(key=lambda who: self.load(who) + list(extra).count(who))
        if free[0] == first:
            self._put_off([who for who in self.people if who in barred], first)
        return self._take(free[0])

    def _place(self, who):
        return self.turns.get(who, 0), who

    def _put_off(self, barred, winner):
        """Whose turn had come but for this work keeps it for the next."""
        if not self.owed.get(winner):
            for who in sorted(barred, key=self._place):
                if self._place(who) < self._place(winner):
                    self._move(who)
                    self.owed[who] = self.owed.get(who, 0) + 1

    def _take(self, who):
        if self.owed.get(who):
            self.owed[who] -= 1
        else:
            self._move(who)
        return who

    def _move(self, who):
        self.turns[who] = max(self.turns.values(), default=0) + 1


@dataclass
class TaskModel:
    steps: dict[str, dict]
    ways: list[dict]
    queue: Queue
    amount: int
    requester: int | None
    state: str = ""
    step: str = ""
    version: int = 1
    started: bool = False
    stopped: bool = False
    cycle: int = 1
    visit: int = 0
    items: list[Item] = field(default_factory=list)

    def begin(self):
        self.queue.tasks.append(self)
        first = next(iter(self.steps))
        waits = self.steps[first]["kind"] == "wait"
        self.state, self.started = ("in_progress", True) if waits else ("pending", False)
        self._arrive(first)

    # What is there

    def here(self):
        return [i for i in self.items[self.visit :] if i.step == self.step]

    def open(self):
        return [i for i in self.here() if i.state == "open"]

    def others(self, item):
        """Who takes part besides, with a vote or waiting for one."""
        return [i for i in self.here() if i is not item and i.state in ("open", "done")]

    def sees(self, who):
        return who == ADMIN or who == self.requester or bool(self.open()) or self.had(who)

    def had(self, who):
        return any(i.who == who for i in self.items)

    def is_open(self, way):
        if way["limit"] is not None:
            return self.amount > way["limit"]
        rivals = [
            w for w in self.ways if w["from"] == way["from"] and w["outcome"] == way["outcome"]
        ]
        taken = any(w["limit"] is not None and self.amount > w["limit"] for w in rivals)
        return not (way["default"] and taken)

    # What people do

    def act(self, who, key):
        item = self._work_of(who)
        if who not in (ADMIN, item.who):
            raise Refused("Forbidden")
        self._not_held()
        way = next((w for w in self.ways if w["key"] == key and w["from"] == self.step), None)
        if way is None:
            raise Refused("Invalid")
        if not self.is_open(way):
            raise Refused("Conflict")
        self._go(item, way, who)

    def wake(self):
        """The time of a wait step is over."""
        if self.state == "in_progress" and self.steps[self.step]["kind"] == "wait":
            done = [w for w in self.ways if w["from"] == self.step and w["outcome"] == "done"]
            self._go(self.open()[0], next(w for w in done if self.is_open(w)), None)

    def claim(self, who):
        self._seen(who)
        self._not_over()
        item = next((i for i in self.open() if i.who is None), None)
        if item is None:
            raise Refused("Conflict")
        kind = self.steps[self.step]["kind"]
        part = any(who in (i.who, i.by) for i in self.others(item))
        if kind == "wait" or part or (kind == "approval" and who == self.requester):
            raise Refused("Forbidden")
        item.who = who
        self.state = "in_progress" if self.state == "pending" else self.state
        self._changed()

    def release(self, who):
        item = self._work_of(who)
        if item.who is None:
            raise Refused("Conflict")
        if who not in (ADMIN, item.who):
            raise Refused("Forbidden")
        item.who, item.itself = None, False
        self.version += 1

    def hand_out(self):
        """Waiting work goes to whoever can take it; one piece at a time."""
        for _ in [i for i in self.open() if i.who is None and i.itself]:
            item = next(i for i in self.open() if i.who is None and i.itself)
            step = self.steps[item.step]
            others = {i.who for i in self.others(item)}
            barred = self._barred(step) | (others if step["seats"] > 1 else set())
            item.who = self.queue.next(step["policy"], barred)
            if item.who is None:
                return
            self.version += 1

    def hold(self, *, stops):
        self._not_over()
        self._not_held()
        self.state, self.stopped = "on_hold", stops
        self.version += 1

    def resume(self):
        self._not_over()
        if self.state != "on_hold":
            raise Refused("Conflict")
        self.state, self.stopped = "in_progress" if self.started else "pending", False
        self.version += 1

    def move(self, step):
        self._not_over()
        self._not_held()
        if step == self.step:
            raise Refused("Invalid")
        self._expire()
        self._changed()
        self._arrive(step)

    def reopen(self, step):
        if self.state != "completed":
            raise Refused("Conflict")
        self.cycle += 1
        self._changed()
        self._arrive(step)

    def close(self):
        if self.state not in ("completed", "rejected"):
            raise Refused("Conflict")
        self.state = "closed"
        self.version += 1

    def cancel(self):
        self._not_over()
        self._expire()
        self.state, self.stopped = "cancelled", False
        self.version += 1

    # What follows from it

    def _go(self, item, way, who):
        item.state, item.vote, item.by = "done", way["outcome"], who
        self._changed()
        step = self.steps[self.step]
        if step["seats"] > 1 and way["outcome"] != "return" and not self._decided(step):
            self.state = "in_progress"
            return
        self._expire()
        if way["to"] is None:
            self.state = "rejected" if way["outcome"] == "reject" else "completed"
        else:
            self._arrive(way["to"])

    def _decided(self, step):
        votes = [i.vote for i in self.here() if i.state == "done"]
        against = votes.count("reject")
        return len(votes) - against >= step["needed"] or step["seats"] - against < step["needed"]

    def _arrive(self, key):
        step = self.steps[key]
        self.state = self.state if not self.items else "in_progress"
        self.step, self.visit = key, len(self.items)
        policy = "manual" if step["kind"] == "wait" else step["policy"]
        got: list[int | None] = []
        for _ in range(step["seats"]):
            taken = {who for who in got if who} if step["seats"] > 1 else set()
            got.append(self.queue.next(policy, self._barred(step) | taken, got))
        self.items += [Item(key, n, who, policy != "manual") for n, who in enumerate(got)]

    def _barred(self, step):
        return {self.requester} if step["kind"] == "approval" else set()

    def _work_of(self, who):
        self._seen(who)
        self._not_over()
        return next((i for i in self.open() if i.who == who), self.open()[0])

    def _seen(self, who):
        if not self.sees(who):
            raise Refused("NotFound")

    def _not_over(self):
        if self.state in OVER:
            raise Refused("Conflict")

    def _not_held(self):
        if self.state == "on_hold":
            raise Refused("Conflict")

    def _expire(self):
        for item in self.open():
            item.state = "expired"

    def _changed(self):
        self.started = True
        self.version += 1
