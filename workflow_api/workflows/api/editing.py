"""Drawing workflows over HTTP."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.preconditions import IF_MATCH
from shared.http.query import check_query
from shared.idempotency.views import idempotent
from workflow_api.audit.actors import Actor
from workflow_api.workflows import drafts, selectors
from workflow_api.workflows.api.changes import CONFLICTS
from workflow_api.workflows.api.concurrency import seen_by, tagged
from workflow_api.workflows.api.documents import ImportOutput, ImportQuery, WorkflowDocument
from workflow_api.workflows.api.filters import WorkflowFilter
from workflow_api.workflows.api.graphs import GraphInput, GraphOutput
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.api.serializers import (
    CloneInput,
    WorkflowChange,
    WorkflowInput,
    WorkflowOutput,
)
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import copying, editing, lifecycle


def answer(workflow_id: int, code: int = status.HTTP_200_OK) -> Response:
    """The workflow as it is now, with its ETag."""
    workflow = selectors.workflow(workflow_id)
    return Response(WorkflowOutput(workflow).data, status=code, headers=tagged(workflow))


class WorkflowListView(generics.ListAPIView):
    """All workflows by name."""

    permission_classes = [DesignsWorkflows]
    serializer_class = WorkflowOutput
    filterset_class = WorkflowFilter

    def get_queryset(self) -> Any:
        return selectors.workflows()

    @idempotent
    @extend_schema(request=WorkflowInput, responses={201: WorkflowOutput})
    def post(self, request: Request) -> Response:
        """Create an empty draft."""
        body = WorkflowInput(data=request.data)
        body.is_valid(raise_exception=True)
        workflow = editing.create_workflow(actor=Actor.of(request), fields=body.validated_data)
        return answer(workflow.pk, status.HTTP_201_CREATED)


class WorkflowView(APIView):
    """One workflow without its graph."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=WorkflowOutput)
    def get(self, request: Request, workflow_id: int) -> Response:
        return answer(workflow_id)

    @extend_schema(
        request=WorkflowChange, responses={200: WorkflowOutput, **CONFLICTS}, parameters=[IF_MATCH]
    )
    def patch(self, request: Request, workflow_id: int) -> Response:
        """Change some fields."""
        return self._change(request, workflow_id, partial=True)

    @extend_schema(
        request=WorkflowChange, responses={200: WorkflowOutput, **CONFLICTS}, parameters=[IF_MATCH]
    )
    def put(self, request: Request, workflow_id: int) -> Response:
        """Change the given fields; `name` must be among them."""
        return self._change(request, workflow_id, partial=False)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, workflow_id: int) -> Response:
        """Remove a workflow that was never deployed."""
        editing.delete_workflow(
            actor=Actor.of(request), workflow_id=workflow_id, seen=seen_by(request)
        )
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request: Request, workflow_id: int, *, partial: bool) -> Response:
        body = WorkflowChange(data=request.data, partial=partial)
        body.is_valid(raise_exception=True)
        fields = dict(body.validated_data)
        seen = seen_by(request, fields.pop("version", None))
        editing.update_workflow(
            actor=Actor.of(request), workflow_id=workflow_id, seen=seen, fields=fields
        )
        return answer(workflow_id)


class GraphView(APIView):
    """The draft's steps and transitions as one document."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=GraphOutput)
    def get(self, request: Request, workflow_id: int) -> Response:
        return _graph(workflow_id)

    @extend_schema(
        request=GraphInput, responses={200: GraphOutput, **CONFLICTS}, parameters=[IF_MATCH]
    )
    def put(self, request: Request, workflow_id: int) -> Response:
        """Save the draft, however unfinished."""
        graph = _object(request.data)
        seen = seen_by(request, graph.get("version"))
        editing.save_graph(actor=Actor.of(request), workflow_id=workflow_id, seen=seen, graph=graph)
        return _graph(workflow_id)


class CloneView(APIView):
    """Copy a workflow into a new draft."""

    permission_classes = [DesignsWorkflows]

    @idempotent
    @extend_schema(request=CloneInput, responses={201: WorkflowOutput})
    def post(self, request: Request, workflow_id: int) -> Response:
        body = CloneInput(data=request.data)
        body.is_valid(raise_exception=True)
        workflow = copying.clone_workflow(
            actor=Actor.of(request), workflow_id=workflow_id, **body.validated_data
        )
        return answer(workflow.pk, status.HTTP_201_CREATED)


class ExportView(APIView):
    """The draft in the form of `tts.workflow/1`."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=WorkflowDocument)
    def get(self, request: Request, workflow_id: int) -> Response:
        return Response(drafts.exported(selectors.workflow(workflow_id)))


class ImportView(APIView):
    """Create a draft from a document; with `dry_run=true` only tell what would happen."""

    permission_classes = [DesignsWorkflows]

    @idempotent
    @extend_schema(
        request=WorkflowDocument,
        responses={200: ImportOutput, 201: ImportOutput},
        parameters=[ImportQuery],
    )
    def post(self, request: Request) -> Response:
        document = _object(request.data)
        check_query(request, frozenset({"dry_run", "name"}))
        query = ImportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        name = query.validated_data["name"]
        if query.validated_data["dry_run"]:
            preview = copying.preview_import(document=document, name=name)
            made = {"dry_run": True, "workflow": None, **asdict(preview)}
            return Response(ImportOutput(made).data)
        workflow = copying.import_workflow(actor=Actor.of(request), document=document, name=name)
        return Response(_imported(workflow.pk), status=status.HTTP_201_CREATED)


def _imported(workflow_id: int) -> Any:
    workflow = selectors.workflow(workflow_id)
    made = {
        "dry_run": False,
        "would": "create",
        "name": workflow.name,
        "name_taken": False,
        "problems": lifecycle.problems_of(workflow),
        "steps": workflow.steps.count(),
        "transitions": workflow.transitions.count(),
        "workflow": workflow,
    }
    return ImportOutput(made).data


def _graph(workflow_id: int) -> Response:
    workflow: Workflow = selectors.workflow(workflow_id)
    body = {**drafts.graph(workflow), "version": workflow.version}
    return Response(body, headers=tagged(workflow))


def _object(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValidationError("Must be an object")
    return data
