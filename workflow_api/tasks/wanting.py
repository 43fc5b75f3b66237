"""What is still missing at a step: ticks of its checklist and fields that must be filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from workflow_api.checklists.models import Tick
from workflow_api.engine.definition import Step
from workflow_api.tasks.models import Task
from workflow_api.tickets.facts import facts_of

EMPTY: Final[tuple[object, ...]] = (None, "", [], {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item of a checklist, and who vouched for it when."""

    item: str
    done: bool
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredField:
    """A field that the step asks for, with the value it has by now."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Everything the current step of a task wants before it is done."""

    task_id: int
    version: int
    step: str
    items: list[Point]
    required_fields: list[RequiredField]


def checklist(task: Task, step: Step, ticks: Iterable[Tick]) -> Checklist:
    done = {tick.text: tick for tick in ticks}
    facts = facts_of(task.ticket, task.filled)
    return Checklist(
        task_id=task.pk,
        version=task.version,
        step=step.key,
        items=[_point(text, done.get(text)) for text in step.checklist],
        required_fields=[
            RequiredField(name=name, value=facts.get(name)) for name in step.required_fields
        ],
    )


def _point(text: str, tick: Tick | None) -> Point:
    if tick is None:
        return Point(item=text, done=False)
    return Point(item=text, done=True, by=tick.by_name, at=tick.at)


def ticks_of(task: Task, step: Step) -> list[Tick]:
    """The ticks of the present visit; steps without a checklist cost no question."""
    if not step.checklist:
        return []
    return list(task.ticks.filter(visit=task.visit_from, step_key=step.key))


def unticked(step: Step, ticks: Iterable[Tick]) -> list[str]:
    done = {tick.text for tick in ticks}
    return [text for text in step.checklist if text not in done]


def missing_fields(task: Task, step: Step) -> list[str]:
    """The step's required fields for which neither the ticket nor anybody has given a value."""
    if not step.required_fields:
        return []
    facts = facts_of(task.ticket, task.filled)
    return [name for name in step.required_fields if facts.get(name) in EMPTY]
