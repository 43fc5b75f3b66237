"""Running a macro: each of its acts by the service that does it by hand, all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Invalid
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.macros import judging, scenes, selectors
from workflow_api.macros.models import Macro, MacroRun
from workflow_api.macros.scenes import Given, Scene
from workflow_api.sla.changing import change_priority
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.acting import act
from workflow_api.tasks.services.holding import hold
from workflow_api.tasks.services.locking import lock_seen_by
from workflow_api.tasks.services.patching import patch
from workflow_api.tasks.services.ticking import tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`reply` is text for a person to send; `run` is there when it can be taken back."""

    reply: str
    run: MacroRun | None


@transaction.atomic
def run(
    *,
    task_id: int,
    macro_id: int,
    version: int,
    macro_version: int,
    notes: str,
    fields: Mapping[str, Any],
    caller: Caller,
    actor: Actor,
) -> Outcome:
    """Do what a macro says to a task; its reply is given back and sent to nobody.

    Refuses as the acts do by hand: NotFound for a task or macro that is not the caller's affair,
    Conflict at a stale version of either, Forbidden, Invalid naming what is missing.
    """
    macro = selectors.usable_one(caller, macro_id)
    if macro.version != macro_version:
        text = f"{macro.updated_by_name} changed the macro: look at it again"
        fault = FieldError("macro_version", f"is {macro.version}, not {macro_version}")
        raise Conflict(text, [fault])
    given = given_to(macro, notes, fields)
    lock_seen_by(caller, task_id, version=version)
    scene = scenes.scene_of(caller, task_id)
    perform(macro, scene, given, actor)
    return Outcome(reply=scenes.reply(macro, scene), run=_keep(macro, scene, actor))


def given_to(macro: Macro, notes: str, fields: Mapping[str, Any]) -> Given:
    """Invalid for words and values that the macro would have no use for: nothing gets lost."""
    faults = []
    if notes and not (macro.note or macro.transition):
        faults.append(FieldError("notes", "the macro makes no note and takes no transition"))
    if fields and not macro.transition:
        faults.append(FieldError("fields", "the macro takes no transition"))
    if faults:
        raise Invalid("Validation failed", faults)
    return Given(notes=notes, fields=fields)


def perform(macro: Macro, scene: Scene, given: Given, actor: Actor) -> None:
    """The acts of a macro on a task that nobody changed since `scene` was read."""
    if not macro.acts:
        return
    task, caller = scene.task, scene.subject.caller
    item = scene.subject.open_item()
    # Which transition is meant is decided before anything changes.
    way = judging.way_out(macro, scene, given) if macro.transition else None
    _announce(macro, task, item, actor)
    who: dict[str, Any] = {"task_id": task.pk, "caller": caller, "actor": actor}
    words = scenes.note(macro, scene, given)
    if words and way is None:
        patch(**who, version=_version(task), notes=words)
    if priority := scenes.new_priority(macro, task):
        reason = f"Macro “{macro.name}”"
        terms: dict[str, Any] = {"version": None, "dry_run": False}
        change_priority(**who, **terms, priority=priority, reason=reason)
    for text in scenes.new_ticks(macro, scene):
        tick(**who, version=_version(task), item=text, done=True)
    if macro.hold_code:
        code, reason = macro.hold_code, macro.hold_reason
        hold(**who, version=None, code=code, reason=reason, until=_until(macro))
    if way is not None:
        values = scenes.fields(macro, given)
        key, seen = way.transition, _version(task)
        act(**who, version=seen, transition=key, notes=words, fields=values)


def _until(macro: Macro) -> datetime | None:
    if macro.hold_hours is None:
        return None
    return timezone.now() + timedelta(hours=macro.hold_hours)


def _version(task: Task) -> int:
    return Task.objects.values_list("version", flat=True).get(pk=task.pk)


def _announce(macro: Macro, task: Task, item: TaskItem, actor: Actor) -> None:
    """The line of the history and the row of the audit that say which macro did what follows."""
    text = f"{actor.name} ran the macro “{macro.name}” (version {macro.version})"
    facts: dict[str, Any] = {"macro": macro.pk, "macro_version": macro.version}
    history.event(
        TaskEvent.Kind.CHANGED, text, task=task, actor=actor, at=timezone.now(), item=item, **facts
    ).save(force_insert=True)
    record(
        actor=actor,
        action="macro.run",
        object_type="macro",
        object_id=macro.pk,
        task_id=task.pk,
        after={"name": macro.name, "version": macro.version},
    )


def _keep(macro: Macro, scene: Scene, actor: Actor) -> MacroRun | None:
    """What can be taken back by hand can be taken back here; what left the step cannot."""
    priority = scene.task.priority if scenes.new_priority(macro, scene.task) else ""
    ticks, held = scenes.new_ticks(macro, scene), bool(macro.hold_code)
    if macro.transition or not (priority or ticks or held):
        return None
    return MacroRun.objects.create(
        macro=macro,
        macro_name=macro.name,
        macro_version=macro.version,
        task=scene.task,
        task_version=_version(scene.task),
        before={"priority": priority, "ticks": ticks, "held": held},
        by_id=scene.subject.caller.id,
    )
