"""What other screens and services ask about workflows."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow_api.workflows import coverage, selectors
from workflow_api.workflows.api.covering import CategoryPair, CoverageOutput
from workflow_api.workflows.api.deployments import VersionOutput, VersionSummary
from workflow_api.workflows.api.documents import WorkflowDocument
from workflow_api.workflows.api.permissions import AsksForCategories, DesignsWorkflows


class VersionListView(generics.ListAPIView):
    """The deployed versions of a workflow, newest first."""

    permission_classes = [DesignsWorkflows]
    serializer_class = VersionSummary

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return selectors.versions(0)
        workflow = selectors.workflow(self.kwargs["workflow_id"])
        return selectors.versions(workflow.pk)


class VersionView(APIView):
    """One deployed version with its graph."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=VersionOutput)
    def get(self, request: Request, workflow_id: int, number: int) -> Response:
        return Response(VersionOutput(selectors.version(workflow_id, number)).data)


class VersionExportView(APIView):
    """A deployed version in the form of `tts.workflow/1`."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=WorkflowDocument)
    def get(self, request: Request, workflow_id: int, number: int) -> Response:
        return Response(selectors.version(workflow_id, number).definition)


class CategoryListView(APIView):
    """The categories and sub-categories for which a workflow is deployed."""

    permission_classes = [AsksForCategories]

    @extend_schema(responses=CategoryPair(many=True))
    def get(self, request: Request) -> Response:
        return Response(selectors.categories())


class CoverageView(APIView):
    """Which workflow a ticket of each category, sub-category and department gets."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=CoverageOutput)
    def get(self, request: Request) -> Response:
        return Response(CoverageOutput(coverage.matrix()).data)
