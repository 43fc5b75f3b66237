"""What a macro would change on a task, and what stands in its way, without touching either."""

from copy import copy
from dataclasses import dataclass, replace

from shared.errors import Conflict, FieldError
from workflow_api.bulk.registry import ACTIONS
from workflow_api.checklists.models import Tick
from workflow_api.engine.state_machine import TaskState
from workflow_api.macros import scenes
from workflow_api.macros.changes import Change, changes
from workflow_api.macros.models import Macro
from workflow_api.macros.scenes import Given, Scene
from workflow_api.tasks import choosing, permissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`reason` is empty when nothing stands in the way but what is still to be told: a comment and
    the values of `needs_fields`."""

    macro: Macro
    reason: str
    requires_comment: bool
    needs_fields: list[str]
    changes: list[Change]

    @property
    def blocked(self) -> bool:
        return self.reason != ""

    @property
    def complete(self) -> bool:
        return not (self.blocked or self.requires_comment or self.needs_fields)

    def refused(self, reason: str) -> "Judgement":
        """The same with what the act itself said against it."""
        return replace(self, reason=reason)


def judge(macro: Macro, scene: Scene, given: Given) -> Judgement:
    way, no_way = _way(macro, scene, given)
    wordless = scenes.note(macro, scene, given) == ""
    return Judgement(
        macro=macro,
        reason=_why_not(macro, scene) or no_way,
        requires_comment=way is not None and way.requires_comment and wordless,
        needs_fields=way.needs_fields if way is not None else [],
        changes=changes(macro, scene, given, way),
    )


def way_out(macro: Macro, scene: Scene, given: Given) -> choosing.Action:
    """The transition that the macro means at this step, open or closed, as it would be once its
    ticks and fields are there. Conflict when there is none, or more than one."""
    word = macro.transition
    offered = _offered(macro, scene, given)
    named = [way for way in offered if way.transition == word]
    named = named or [way for way in offered if way.outcome == word]
    fitting = [way for way in named if not way.blocked] or named
    if len(fitting) != 1:
        many = f"{len(fitting)} ways out of this step are" if fitting else "No way out of this step"
        text = f"{many} “{word}”" if fitting else f"{many} is “{word}”"
        known = ", ".join(way.transition for way in offered) or "none"
        raise Conflict(text, [FieldError("transition", f"at {scene.step.name}: {known}")])
    return fitting[0]


def _offered(macro: Macro, scene: Scene, given: Given) -> list[choosing.Action]:
    task = copy(scene.task)
    task.filled = {**task.filled, **scenes.fields(macro, given)}
    ticks = [*scene.ticks, *(Tick(text=text) for text in macro.ticks)]
    return choosing.actions(task, scene.subject.item, scene.subject.caller, ticks)


def _way(macro: Macro, scene: Scene, given: Given) -> tuple[choosing.Action | None, str]:
    if not macro.transition or scene.subject.item is None:
        return None, ""
    try:
        way = way_out(macro, scene, given)
    except Conflict as refusal:
        return None, refusal.message
    return way, way.reason


def _why_not(macro: Macro, scene: Scene) -> str:
    subject = scene.subject
    if macro.acts and subject.item is None:
        return f"{scene.task.number} is {scene.task.status}: nothing is left to do"
    if macro.note and not macro.transition and (why := _why_not_note(scene)):
        return why
    if priority := scenes.new_priority(macro, scene.task):
        arguments = {"priority": priority, "reason": macro.name}
        if why := ACTIONS["priority"].why_not(subject, arguments):
            return why
    if why := _why_not_tick(macro, scene):
        return why
    if unasked := [name for name in macro.fields if name not in scene.step.required_fields]:
        return f"{scene.step.name} does not ask for {', '.join(unasked)}"
    return ACTIONS["hold"].why_not(subject, {}) if macro.hold_code else ""


def _why_not_note(scene: Scene) -> str:
    subject = scene.subject
    if not permissions.why_not_hold(subject.caller, scene.task):
        return ""
    return permissions.why_not_act(subject.caller, subject.open_item())


def _why_not_tick(macro: Macro, scene: Scene) -> str:
    missing = scenes.new_ticks(macro, scene)
    if not missing:
        return ""
    if why_not := permissions.why_not_act(scene.subject.caller, scene.subject.open_item()):
        return why_not
    if scene.task.status == TaskState.ON_HOLD:
        return f"{scene.task.number} is on hold: resume it first"
    unknown = [text for text in missing if text not in scene.step.checklist]
    return f"Not on the checklist of {scene.step.name}: {', '.join(unknown)}" if unknown else ""
