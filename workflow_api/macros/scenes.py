"""A task as macros meet it, and what a macro means there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.identity.caller import Caller
from workflow_api.bulk.registry import Subject
from workflow_api.checklists.models import Tick
from workflow_api.engine.definition import Step
from workflow_api.macros import variables
from workflow_api.macros.models import Macro
from workflow_api.tasks import selectors
from workflow_api.tasks.models import Task
from workflow_api.workflows.selectors import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A task as its macros are judged on it, read once for all of them."""

    subject: Subject
    step: Step
    ticks: list[Tick]
    values: Mapping[str, str]

    @property
    def task(self) -> Task:
        return self.subject.task

    @property
    def ticked(self) -> set[str]:
        return {tick.text for tick in self.ticks}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person adds to a macro when they run it."""

    notes: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def scene_of(caller: Caller, task_id: int) -> Scene:
    """NotFound for a task that the caller may not see."""
    task = selectors.task(caller, task_id)
    step = compiled(task.workflow_version_id).step(task.current_step)
    return Scene(
        subject=Subject(task=task, item=selectors.open_item(task), caller=caller),
        step=step,
        ticks=selectors.ticks_of(task),
        values=variables.values_for(task, caller),
    )


def note(macro: Macro, scene: Scene, given: Given) -> str:
    """The person's own words, else the macro's."""
    return given.notes or variables.fill_in(macro.note, scene.values)


def reply(macro: Macro, scene: Scene) -> str:
    return variables.fill_in(macro.reply, scene.values)


def fields(macro: Macro, given: Given) -> dict[str, Any]:
    """The macro's values, and above them those that the person gave."""
    return {**macro.fields, **given.fields}


def new_priority(macro: Macro, task: Task) -> str:
    """Empty when the task keeps the one it has."""
    return macro.priority if macro.priority != task.priority else ""


def new_ticks(macro: Macro, scene: Scene) -> list[str]:
    """What is not ticked yet; what is so already stays as it is."""
    return [text for text in macro.ticks if text not in scene.ticked]
