"""Macros on a task: which fit, what one would change, running it and taking that back."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from shared.idempotency.views import idempotent
from shared.identity.permissions import HasRight
from shared.identity.rights import Action
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.macros import judging, scenes, selectors
from workflow_api.macros.api.serializers import (
    MacroGivenInput,
    MacroInput,
    MacroPreviewOutput,
    MacroRunInput,
    MacroRunOutput,
    MacroUndoneOutput,
    TaskMacrosOutput,
)
from workflow_api.macros.scenes import Given
from workflow_api.macros.services import editing, previewing, running, undoing
from workflow_api.tasks.models import Task

RUNS_MACROS = [HasRight(Action.USE_MACROS)]


def read(body: type[Serializer], request: Request) -> dict[str, Any]:
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def who(request: Request) -> dict[str, Any]:
    return {"caller": caller_of(request), "actor": Actor.of(request)}


def standing(task_id: int) -> dict[str, int]:
    """The version that the next act has to name."""
    version = Task.objects.values_list("version", flat=True).get(pk=task_id)
    return {"task_id": task_id, "version": version}


class TaskMacrosView(APIView):
    permission_classes = RUNS_MACROS

    @extend_schema(responses=TaskMacrosOutput)
    def get(self, request: Request, task_id: int) -> Response:
        """The macros this person may run, as they stand with the task now."""
        caller = caller_of(request)
        scene = scenes.scene_of(caller, task_id)
        judged = [judging.judge(each, scene, Given()) for each in selectors.usable(caller)]
        offer = {"task_id": task_id, "version": scene.task.version, "macros": judged}
        return Response(TaskMacrosOutput(offer).data)


class MacroPreviewView(APIView):
    permission_classes = RUNS_MACROS

    @extend_schema(request=MacroGivenInput, responses=MacroPreviewOutput)
    def post(self, request: Request, task_id: int, macro_id: int) -> Response:
        """What a run would change, field by field; nothing changes."""
        macro = selectors.usable_one(caller_of(request), macro_id)
        given = read(MacroGivenInput, request)
        seen = previewing.preview(task_id=task_id, macro=macro, **given, **who(request))
        return Response(MacroPreviewOutput(seen).data)


class DraftPreviewView(APIView):
    permission_classes = RUNS_MACROS

    @extend_schema(
        operation_id="tasks_macros_preview_draft", request=MacroInput, responses=MacroPreviewOutput
    )
    def post(self, request: Request, task_id: int) -> Response:
        """What a macro that is being written would change on this task; neither is kept."""
        macro = editing.draft(**who(request), fields=read(MacroInput, request))
        seen = previewing.preview(task_id=task_id, macro=macro, notes="", fields={}, **who(request))
        return Response(MacroPreviewOutput(seen).data)


class MacroRunView(APIView):
    permission_classes = RUNS_MACROS

    @extend_schema(request=MacroRunInput, responses=MacroRunOutput)
    @idempotent
    def post(self, request: Request, task_id: int, macro_id: int) -> Response:
        """Do all of it or nothing; it is refused as its acts are by hand. A reply is not sent."""
        given = read(MacroRunInput, request)
        outcome = running.run(task_id=task_id, macro_id=macro_id, **given, **who(request))
        done = {**standing(task_id), "reply": outcome.reply, "undo": outcome.run}
        return Response(MacroRunOutput(done).data)


class MacroUndoView(APIView):
    permission_classes = RUNS_MACROS

    @extend_schema(request=None, responses=MacroUndoneOutput)
    def post(self, request: Request, task_id: int, run_id: int) -> Response:
        """Take back priority, ticks and hold of one's own run, while nobody changed the task."""
        run = undoing.undo(task_id=task_id, run_id=run_id, **who(request))
        return Response(MacroUndoneOutput({**standing(task_id), "undone_at": run.undone_at}).data)
