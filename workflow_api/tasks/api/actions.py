"""Working on tasks over HTTP. Every answer is the task as it is afterwards."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.tasks import selectors
from workflow_api.tasks.api.details import TaskDetailOutput
from workflow_api.tasks.api.inputs import ClaimInput, HoldInput, ReleaseInput, TransitionInput
from workflow_api.tasks.services.acting import act
from workflow_api.tasks.services.claiming import claim, release
from workflow_api.tasks.services.holding import hold, resume


def read(body: type[Serializer], request: Request) -> dict[str, Any]:
    """The checked body together with who sent it."""
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    return {**given.validated_data, "caller": caller_of(request), "actor": Actor.of(request)}


def answer(request: Request, task_id: int) -> Response:
    return Response(TaskDetailOutput(selectors.task_after(caller_of(request), task_id)).data)


class TransitionView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=TransitionInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Take a transition; 409 says what changed when `version` is stale."""
        act(task_id=task_id, **read(TransitionInput, request))
        return answer(request, task_id)


class ClaimView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ClaimInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Take work that nobody has; 409 names who was faster."""
        claim(task_id=task_id, **read(ClaimInput, request))
        return answer(request, task_id)


class ReleaseView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ReleaseInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Put work back into its role's queue."""
        release(task_id=task_id, **read(ReleaseInput, request))
        return answer(request, task_id)


class HoldView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=HoldInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Stop work on a task, and its clock where the reason says so."""
        hold(task_id=task_id, **read(HoldInput, request))
        return answer(request, task_id)


class ResumeView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ClaimInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Let a task that is on hold go on."""
        resume(task_id=task_id, **read(ClaimInput, request))
        return answer(request, task_id)
