"""What running a macro would do, found out by doing it and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from shared.errors import DomainError
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.bulk.registry import in_words
from workflow_api.macros import judging, scenes
from workflow_api.macros.judging import Judgement
from workflow_api.macros.models import Macro
from workflow_api.macros.scenes import Given, Scene
from workflow_api.macros.services.running import given_to, perform
from workflow_api.tasks.models import Task
from workflow_api.tasks.selectors import open_item, task_after
from workflow_api.tasks.services.locking import lock_seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How a task stands before and after a run. `asks` is the system that its end tells."""

    status_before: str
    status: str
    step_before: str
    step: str
    assigned_before: str
    assigned: str
    sla_deadline_before: datetime | None
    sla_deadline: datetime | None
    step_deadline_before: datetime | None
    step_deadline: datetime | None
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`effect` is there when nothing stands in the way and nothing is missing."""

    task_id: int
    version: int
    judgement: Judgement
    reply: str
    effect: Effect | None


def preview(
    *,
    task_id: int,
    macro: Macro,
    notes: str,
    fields: Mapping[str, Any],
    caller: Caller,
    actor: Actor,
) -> Preview:
    """What `run` would do: judged, and when nothing is missing done for once and taken back."""
    given = given_to(macro, notes, fields)
    scene = scenes.scene_of(caller, task_id)
    judgement = judging.judge(macro, scene, given)
    effect = None
    if judgement.complete and macro.acts:
        effect, reason = _tried(macro, scene, given, actor)
        judgement = judgement if effect else judgement.refused(reason)
    return Preview(
        task_id=task_id,
        version=scene.task.version,
        judgement=judgement,
        reply=scenes.reply(macro, scene),
        effect=effect,
    )


def _tried(macro: Macro, scene: Scene, given: Given, actor: Actor) -> tuple[Effect | None, str]:
    caller, task_id = scene.subject.caller, scene.task.pk
    try:
        with transaction.atomic():
            lock_seen_by(caller, task_id, version=scene.task.version)
            perform(macro, scene, given, actor)
            effect = _effect(scene.task, task_after(caller, task_id))
            transaction.set_rollback(True)
    except DomainError as refusal:
        return None, in_words(refusal)
    return effect, ""


def _effect(before: Task, after: Task) -> Effect:
    was, item = open_item(before), open_item(after)
    end = getattr(after, "end_action", None)
    return Effect(
        status_before=before.status,
        status=after.status,
        step_before=was.step_name if was else "",
        step=item.step_name if item else "",
        assigned_before=was.assignee_name if was else "",
        assigned=item.assignee_name if item else "",
        sla_deadline_before=before.sla_deadline,
        sla_deadline=after.sla_deadline,
        step_deadline_before=before.step_deadline,
        step_deadline=after.step_deadline,
        asks=end.system if end is not None else "",
    )
