"""Definitions that leave an installation, or come to one."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from workflow_api.engine.definition import PRIORITIES, SCHEMA
from workflow_api.workflows.api import examples
from workflow_api.workflows.api.deadlines import DurationField, RungDocument
from workflow_api.workflows.api.deployments import ProblemOutput
from workflow_api.workflows.api.examples import answered
from workflow_api.workflows.api.graphs import GraphStep, GraphTransition
from workflow_api.workflows.api.serializers import WorkflowOutput
from workflow_api.workflows.models import Workflow


class SlaDocument(serializers.Serializer):
    """ISO 8601 durations (or whole seconds)."""

    def get_fields(self) -> dict[str, Any]:
        return {word: DurationField(allow_null=True, required=False) for word in PRIORITIES}


@extend_schema_serializer(examples=[OpenApiExample("Example", examples.DOCUMENT)])
class WorkflowDocument(serializers.Serializer):
    """A whole definition, to keep elsewhere or carry to another installation."""

    schema = serializers.ChoiceField([(SCHEMA, SCHEMA)], required=False)
    name = serializers.CharField(max_length=150)
    key = serializers.CharField(max_length=64, allow_blank=True, required=False)
    description = serializers.CharField(allow_blank=True, required=False)
    category = serializers.CharField(allow_blank=True, required=False)
    sub_category = serializers.CharField(allow_blank=True, required=False)
    department = serializers.CharField(allow_blank=True, required=False)
    end_logic = serializers.ChoiceField(Workflow.EndLogic.choices, required=False)
    sla = SlaDocument(required=False)
    calendar = serializers.CharField(allow_blank=True, required=False)
    ladder = RungDocument(many=True, required=False)
    coordinator_role = serializers.CharField(required=False)
    steps = GraphStep(many=True, required=False)
    transitions = GraphTransition(many=True, required=False)


class ImportQuery(serializers.Serializer):
    dry_run = serializers.BooleanField(default=False)
    name = serializers.CharField(
        max_length=150, default="", help_text="Instead of the document's own name"
    )


@extend_schema_serializer(examples=[answered(examples.IMPORTED)])
class ImportOutput(serializers.Serializer):
    """What an import made, or with `dry_run` would make. It is refused when the name is taken
    or the form is wrong; other problems are those the draft has."""

    dry_run = serializers.BooleanField()
    would = serializers.ChoiceField([("create", "create"), ("refuse", "refuse")])
    name = serializers.CharField(allow_blank=True)
    name_taken = serializers.BooleanField()
    problems = ProblemOutput(many=True)
    steps = serializers.IntegerField()
    transitions = serializers.IntegerField()
    workflow = WorkflowOutput(allow_null=True)
