"""What becomes different by a macro, one thing at a time."""

from dataclasses import dataclass
from typing import Final

from workflow_api.macros import scenes
from workflow_api.macros.models import Macro
from workflow_api.macros.scenes import Given, Scene
from workflow_api.tasks.choosing import Action
from workflow_api.tickets.facts import facts_of
from workflow_api.workflows.selectors import compiled

KINDS: Final = ("priority", "tick", "field", "note", "hold", "transition", "reply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that becomes different; `name` says which tick or field, `before` is empty for
    what was not there."""

    kind: str
    name: str
    before: str
    after: str


def changes(macro: Macro, scene: Scene, given: Given, way: Action | None) -> list[Change]:
    """In the order in which they are made."""
    found = []
    if words := scenes.note(macro, scene, given):
        found.append(Change(kind="note", name="", before="", after=words))
    if priority := scenes.new_priority(macro, scene.task):
        before = scene.task.priority
        found.append(Change(kind="priority", name="", before=before, after=priority))
    found += [
        Change(kind="tick", name=text, before="", after=text)
        for text in scenes.new_ticks(macro, scene)
    ]
    found += _filled(macro, scene, given)
    if macro.hold_code:
        after = macro.get_hold_code_display()
        found.append(Change(kind="hold", name="", before="", after=str(after)))
    if way is not None:
        found.append(_taken(way, scene))
    if words := scenes.reply(macro, scene):
        found.append(Change(kind="reply", name="", before="", after=words))
    return found


def _filled(macro: Macro, scene: Scene, given: Given) -> list[Change]:
    """In the order in which the step asks; the database keeps none."""
    facts = facts_of(scene.task.ticket, scene.task.filled)
    values = scenes.fields(macro, given)
    return [
        Change(kind="field", name=name, before=_said(facts.get(name)), after=_said(values[name]))
        for name in scene.step.required_fields
        if name in values and facts.get(name) != values[name]
    ]


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _taken(way: Action, scene: Scene) -> Change:
    definition = compiled(scene.task.workflow_version_id)
    to = definition.step(way.to_step).name if way.to_step else ""
    return Change(kind="transition", name=way.label, before=scene.step.name, after=to)
