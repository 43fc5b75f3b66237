"""From draft to archive over HTTP."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import RecentSignIn
from workflow_api.audit.actors import Actor
from workflow_api.engine.validation import errors
from workflow_api.workflows import selectors
from workflow_api.workflows.api.concurrency import seen_by
from workflow_api.workflows.api.deployments import DeployInput, SeenVersion, ValidationOutput
from workflow_api.workflows.api.editing import answer
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.api.serializers import WorkflowOutput
from workflow_api.workflows.services import lifecycle


class ValidateView(APIView):
    """Look for problems in the draft, without changing anything."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=ValidationOutput)
    def get(self, request: Request, workflow_id: int) -> Response:
        return self._problems(workflow_id)

    @extend_schema(request=None, responses=ValidationOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        return self._problems(workflow_id)

    def _problems(self, workflow_id: int) -> Response:
        found = lifecycle.problems_of(selectors.workflow(workflow_id))
        body = {"valid": not errors(found), "problems": found}
        return Response(ValidationOutput(body).data)


class MoveView(APIView):
    """A step in the life of a workflow; answers the workflow."""

    permission_classes = [DesignsWorkflows]
    move: ClassVar[Callable[..., Any]]
    body: ClassVar[type[SeenVersion]] = SeenVersion

    def _move(self, request: Request, workflow_id: int) -> Response:
        body = self.body(data=request.data)
        body.is_valid(raise_exception=True)
        fields = dict(body.validated_data)
        seen = seen_by(request, fields.pop("version", None))
        type(self).move(actor=Actor.of(request), workflow_id=workflow_id, seen=seen, **fields)
        return answer(workflow_id)


class InitializeView(MoveView):
    """Vouch for a draft; 422 lists what keeps it from running."""

    move = lifecycle.initialize

    @extend_schema(request=SeenVersion, responses=WorkflowOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        return self._move(request, workflow_id)


class DeployView(MoveView):
    """Freeze the draft as the next version and let tickets match it."""

    permission_classes = [DesignsWorkflows, RecentSignIn]
    move = lifecycle.deploy
    body = DeployInput

    @extend_schema(request=DeployInput, responses=WorkflowOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        return self._move(request, workflow_id)


class PauseView(MoveView):
    """Let no new ticket in."""

    move = lifecycle.pause

    @extend_schema(request=SeenVersion, responses=WorkflowOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        return self._move(request, workflow_id)


class ResumeView(MoveView):
    """Let tickets in again."""

    move = lifecycle.resume

    @extend_schema(request=SeenVersion, responses=WorkflowOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        return self._move(request, workflow_id)


class ArchiveView(MoveView):
    """Put a workflow away for good."""

    move = lifecycle.archive

    @extend_schema(request=SeenVersion, responses=WorkflowOutput)
    def post(self, request: Request, workflow_id: int) -> Response:
        return self._move(request, workflow_id)
