"""A workflow as the engine executes it, and its JSON form `tts.workflow/1`.

How a workflow ends, in one rule: **taking a transition whose `to` is null ends it**; with the
outcome `reject` in *rejected*, with any other in *completed*. A step is an end step exactly
when it has a completing one; refusing is possible anywhere. Compiling makes both agree: a step
marked `is_end` without a completing transition gets *Complete* (outcome `done`), and a step
that has one is marked `is_end`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .durations import format_duration
from .elements import Position, Step, Transition
from .ladder import DEFAULT_LADDER, Rung, read_ladder
from .parsing import MAX_KEY, MAX_ROLE, MAX_TEXT, free_key, read_step, read_transitions
from .reading import InvalidDefinition, Reader

__all__ = [
    "Definition",
    "InvalidDefinition",
    "Position",
    "Step",
    "Transition",
    "compile_definition",
    "definition_hash",
    "read_definition",
]

SCHEMA = "tts.workflow/1"
PRIORITIES = ("urgent", "high", "medium", "low")
END_LOGICS = ("none", "notification", "asset", "budget")
DEFAULT_COORDINATOR_ROLE = "Ticket Coordinator"
DEFAULT_CALENDAR = ""
"""No key: every second works (24x7)."""


def _no_targets() -> dict[str, int | None]:
    return dict.fromkeys(PRIORITIES)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A whole workflow. `sla` holds seconds (or None) for each of PRIORITIES."""

    name: str
    key: str = ""
    description: str = ""
    category: str = ""
    sub_category: str = ""
    department: str = ""
    end_logic: str = "none"
    sla: Mapping[str, int | None] = field(default_factory=_no_targets)
    # The key of the calendar in whose working time the targets count.
    calendar: str = DEFAULT_CALENDAR
    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    coordinator_role: str = DEFAULT_COORDINATOR_ROLE
    steps: tuple[Step, ...] = ()
    transitions: tuple[Transition, ...] = ()

    @property
    def start(self) -> Step:
        """The first step; LookupError while a draft has none."""
        for step in self.steps:
            if step.is_start:
                return step
        raise LookupError(f"Workflow {self.name!r} has no start step")

    def step(self, key: str) -> Step:
        """Return the step called `key`; KeyError when there is none."""
        return self._steps_by_key[key]

    def has_step(self, key: str | None) -> bool:
        return key in self._steps_by_key

    def transition(self, key: str) -> Transition:
        """Return the transition called `key`; KeyError when there is none."""
        return self._transitions_by_key[key]

    def outgoing(self, key: str) -> tuple[Transition, ...]:
        """Return the ways out of the step called `key`, in the order of the definition."""
        return self._outgoing.get(key, ())

    def successors(self, key: str) -> tuple[str, ...]:
        """Return the keys of the known steps that directly follow the step called `key`."""
        ways = self.outgoing(key)
        return tuple(way.target for way in ways if way.target and self.has_step(way.target))

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form; compiling it again gives an equal definition."""
        targets = {word: self.sla.get(word) for word in PRIORITIES}
        return {
            "schema": SCHEMA,
            "name": self.name,
            "key": self.key,
            "description": self.description,
            "category": self.category,
            "sub_category": self.sub_category,
            "department": self.department,
            "end_logic": self.end_logic,
            "sla": {
                word: None if seconds is None else format_duration(seconds)
                for word, seconds in targets.items()
            },
            "calendar": self.calendar,
            "ladder": [rung.as_dict() for rung in self.ladder],
            "coordinator_role": self.coordinator_role,
            "steps": [step.as_dict() for step in self.steps],
            "transitions": [transition.as_dict() for transition in self.transitions],
        }

    @cached_property
    def _steps_by_key(self) -> dict[str, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def _transitions_by_key(self) -> dict[str, Transition]:
        return {transition.key: transition for transition in self.transitions}

    @cached_property
    def _outgoing(self) -> dict[str, tuple[Transition, ...]]:
        return {
            step.key: tuple(each for each in self.transitions if each.source == step.key)
            for step in self.steps
        }


def definition_hash(definition: Definition) -> str:
    """Return the SHA-256 (hex) of the canonical JSON form."""
    canonical = json.dumps(_hashed(definition), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _hashed(definition: Definition) -> dict[str, Any]:
    """Without what only says the default: versions from before these fields keep their hash."""
    form = definition.as_dict()
    if definition.calendar == DEFAULT_CALENDAR:
        del form["calendar"]
    if definition.ladder == DEFAULT_LADDER:
        del form["ladder"]
    return form


def compile_definition(raw: Mapping[str, Any]) -> Definition:
    """Return the executable definition written in `raw` (`tts.workflow/1`).

    Only its shape has to be right: an unfinished or contradictory workflow compiles too, and
    `validate` then says what is wrong with it. InvalidDefinition names the place otherwise.
    """
    return _normalised(read_definition(raw))


def read_definition(raw: Mapping[str, Any]) -> Definition:
    """Return the definition exactly as it was drawn, checked only for its shape."""
    reader = Reader(raw)
    if reader.text("schema", SCHEMA) != SCHEMA:
        raise InvalidDefinition("schema", f"Only {SCHEMA} is known")
    steps = tuple(read_step(each, order) for order, each in enumerate(reader.objects("steps")))
    transitions = read_transitions(reader.objects("transitions"))
    _refuse_doubles("steps", (step.key for step in steps))
    _refuse_doubles("transitions", (transition.key for transition in transitions))
    return Definition(
        name=reader.text("name", limit=150),
        key=reader.text("key", limit=MAX_KEY),
        description=reader.text("description", limit=MAX_TEXT),
        category=reader.text("category", limit=100),
        sub_category=reader.text("sub_category", limit=100),
        department=reader.text("department", limit=100),
        end_logic=reader.choice("end_logic", END_LOGICS, "none"),
        sla=_targets(reader),
        calendar=reader.text("calendar", DEFAULT_CALENDAR, limit=MAX_KEY),
        ladder=read_ladder(reader),
        coordinator_role=reader.text("coordinator_role", DEFAULT_COORDINATOR_ROLE, limit=MAX_ROLE),
        steps=steps,
        transitions=transitions,
    )


def _targets(reader: Reader) -> dict[str, int | None]:
    sla = reader.child("sla")
    return {priority: sla.duration(priority) for priority in PRIORITIES}


def _refuse_doubles(field: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            raise InvalidDefinition(f"{field}[{index}].key", f"{key!r} is used twice")
        seen.add(key)


def _normalised(definition: Definition) -> Definition:
    """Make end steps and ending transitions agree (see the rule in `definition`)."""
    completing = {each.source for each in definition.transitions if each.completes}
    taken = {each.key for each in definition.transitions}
    added = [
        _complete(step, taken)
        for step in definition.steps
        if step.is_end and step.key not in completing
    ]
    steps = tuple(
        replace(step, is_end=step.is_end or step.key in completing) for step in definition.steps
    )
    return replace(definition, steps=steps, transitions=(*definition.transitions, *added))


def _complete(step: Step, taken: set[str]) -> Transition:
    transition = Transition(key="", source=step.key, target=None, label="Complete")
    return replace(transition, key=free_key(transition, taken))
