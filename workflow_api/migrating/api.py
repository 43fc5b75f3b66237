"""Moving running tasks to another version, over HTTP."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.idempotency.views import idempotent
from shared.identity.permissions import RecentSignIn
from workflow_api.audit.actors import Actor
from workflow_api.migrating import selectors, shapes
from workflow_api.migrating.models import Migration
from workflow_api.migrating.services import ordering
from workflow_api.workflows.api.examples import answered
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.selectors import workflow


def answer(migration_id: int, code: int = status.HTTP_200_OK) -> Response:
    """The migration as it is now."""
    body = shapes.MigrationOutput(selectors.migration(migration_id)).data
    return Response(body, status=code)


class MigrationPreviewView(APIView):
    """What a migration would do to each task; nothing is changed."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(
        request=shapes.MigrationPlanInput,
        responses=shapes.MigrationPreviewOutput,
        examples=[shapes.PLAN_EXAMPLE, shapes.PREVIEW_EXAMPLE],
    )
    def post(self, request: Request, workflow_id: int) -> Response:
        body = shapes.MigrationPlanInput(data=request.data)
        body.is_valid(raise_exception=True)
        found = selectors.preview(body.plan(workflow(workflow_id).pk))
        return Response(shapes.MigrationPreviewOutput(found).data)


class MigrationListView(generics.ListAPIView):
    """The migrations of a workflow, newest first."""

    permission_classes = [DesignsWorkflows]
    serializer_class = shapes.MigrationOutput

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return selectors.migrations(0)
        return selectors.migrations(workflow(self.kwargs["workflow_id"]).pk)

    def get_permissions(self) -> list[Any]:
        needed = [*self.permission_classes, *([RecentSignIn] if self._orders() else [])]
        return [permission() for permission in needed]

    def _orders(self) -> bool:
        return self.request is not None and self.request.method == "POST"

    @idempotent
    @extend_schema(
        request=shapes.MigrationInput,
        responses={202: shapes.MigrationOutput},
        examples=[shapes.ORDER_EXAMPLE, answered(shapes.MIGRATION)],
    )
    def post(self, request: Request, workflow_id: int) -> Response:
        """Order a migration; it is carried out in the background, task by task."""
        body = shapes.MigrationInput(data=request.data)
        body.is_valid(raise_exception=True)
        migration = ordering.start(
            actor=Actor.of(request),
            plan=body.plan(workflow(workflow_id).pk),
            reason=body.validated_data["reason"],
            canary=body.validated_data.get("canary"),
        )
        return answer(migration.pk, status.HTTP_202_ACCEPTED)


class MigrationView(APIView):
    """One migration and how far it is."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=shapes.MigrationOutput)
    def get(self, request: Request, migration_id: int) -> Response:
        return answer(migration_id)


class MigrationResultView(generics.ListAPIView):
    """What became of each task of a migration."""

    permission_classes = [DesignsWorkflows]
    serializer_class = shapes.MigrationResultOutput

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return selectors.results(0)
        return selectors.results(selectors.migration(self.kwargs["migration_id"]).pk)


class MigrationTurnView(APIView):
    """Something an admin says about a migration; answers how it stands."""

    permission_classes = [DesignsWorkflows]
    turn: ClassVar[Callable[..., Migration]]

    def _turn(self, request: Request, migration_id: int) -> Response:
        type(self).turn(actor=Actor.of(request), migration_id=migration_id)
        return answer(migration_id)


class MigrationContinueView(MigrationTurnView):
    """Move the rest after the first few tasks."""

    turn = ordering.go_on

    @extend_schema(request=None, responses=shapes.MigrationOutput)
    def post(self, request: Request, migration_id: int) -> Response:
        return self._turn(request, migration_id)


class MigrationCancelView(MigrationTurnView):
    """Move no further task; those that were moved stay so."""

    turn = ordering.cancel

    @extend_schema(request=None, responses=shapes.MigrationOutput)
    def post(self, request: Request, migration_id: int) -> Response:
        return self._turn(request, migration_id)


class MigrationUndoView(MigrationTurnView):
    """Bring back, in the background, every moved task that nobody has acted on since."""

    turn = ordering.undo

    @extend_schema(request=None, responses=shapes.MigrationOutput)
    def post(self, request: Request, migration_id: int) -> Response:
        return self._turn(request, migration_id)
