"""Deploying in HTTP: what was found wrong, asked for and deployed."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.engine.validation import SEVERITIES
from workflow_api.workflows.api import examples
from workflow_api.workflows.api.examples import answered, sent
from workflow_api.workflows.api.graphs import GraphStep, GraphTransition


@extend_schema_serializer(examples=[answered(examples.DEPLOYED)])
class VersionSummary(serializers.Serializer):
    """A deployed version."""

    number = serializers.IntegerField()
    hash = serializers.CharField()
    note = serializers.CharField()
    deployed_by = serializers.IntegerField(allow_null=True)
    deployed_by_name = serializers.CharField()
    deployed_at = serializers.DateTimeField()


@extend_schema_serializer(
    examples=[answered({**examples.DEPLOYED, **examples.GRAPH, "version": 3})]
)
class VersionOutput(VersionSummary):
    """A deployed version with its graph; its full definition is under `export/`."""

    version = serializers.IntegerField(source="number")
    steps = GraphStep(many=True, source="definition.steps")
    transitions = GraphTransition(many=True, source="definition.transitions")


class ProblemOutput(serializers.Serializer):
    """`element` is `workflow`, `step:<key>` or `transition:<key>`; `field` the one of its fields
    that puts it right, such as `role` or `mapping.amount`, empty without a single one."""

    code = serializers.CharField()
    element = serializers.CharField()
    severity = serializers.ChoiceField([(word, word) for word in SEVERITIES])
    message = serializers.CharField()
    how_to_fix = serializers.CharField()
    field = serializers.CharField(allow_blank=True)


@extend_schema_serializer(examples=[answered({"valid": False, "problems": [examples.PROBLEM]})])
class ValidationOutput(serializers.Serializer):
    """`valid`: no errors; warnings do not count."""

    valid = serializers.BooleanField()
    problems = ProblemOutput(many=True)


@extend_schema_serializer(examples=[sent({"version": 12})])
class SeenVersion(StrictSerializer):
    version = serializers.IntegerField(
        min_value=1, required=False, help_text="The version the caller saw (stale: 409)"
    )


@extend_schema_serializer(examples=[sent({"version": 12, "note": "Security approves first"})])
class DeployInput(SeenVersion):
    note = serializers.CharField(max_length=500, allow_blank=True, required=False)
    supersede = serializers.BooleanField(
        required=False, help_text="Pause the workflow that has the same match now (else: 409)"
    )
