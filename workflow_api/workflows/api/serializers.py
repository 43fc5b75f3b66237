"""Workflows in HTTP, without their graphs."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.engine.definition import DEFAULT_COORDINATOR_ROLE
from workflow_api.engine.ladder import DEFAULT_LADDER, read_ladder
from workflow_api.engine.reading import InvalidDefinition, Reader
from workflow_api.workflows.api import examples
from workflow_api.workflows.api.deadlines import DurationField, RungDocument, at_its_rung
from workflow_api.workflows.api.examples import answered, sent
from workflow_api.workflows.models import Workflow


@extend_schema_serializer(examples=[sent(examples.FIELDS)])
class WorkflowInput(StrictSerializer):
    """A workflow without its graph. Targets are ISO 8601 durations, shorter for higher
    priorities; an empty department means any."""

    name = serializers.CharField(max_length=150)
    description = serializers.CharField(max_length=10_000, allow_blank=True, required=False)
    category = serializers.CharField(max_length=100, allow_blank=True, required=False)
    sub_category = serializers.CharField(max_length=100, allow_blank=True, required=False)
    department = serializers.CharField(max_length=100, allow_blank=True, required=False)
    end_logic = serializers.ChoiceField(Workflow.EndLogic.choices, required=False)
    urgent_sla = DurationField(allow_null=True, required=False)
    high_sla = DurationField(allow_null=True, required=False)
    medium_sla = DurationField(allow_null=True, required=False)
    low_sla = DurationField(allow_null=True, required=False)
    coordinator_role = serializers.CharField(
        max_length=150, required=False, help_text=f"Default: {DEFAULT_COORDINATOR_ROLE}"
    )
    calendar = serializers.CharField(
        source="calendar_id",
        max_length=64,
        allow_null=True,
        required=False,
        help_text="Key of the calendar whose working time counts; null is 24x7",
    )
    ladder = RungDocument(
        many=True, required=False, help_text="Empty: warn at 75 %, tell of the breach at 100 %"
    )

    def validate_ladder(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        try:
            rungs = read_ladder(Reader({"ladder": value}))
        except InvalidDefinition as error:
            raise at_its_rung(error) from error
        return [] if rungs == DEFAULT_LADDER else [rung.as_dict() for rung in rungs]


@extend_schema_serializer(
    examples=[sent({"name": "IT Access Request", "description": "Also for guests", "version": 12})]
)
class WorkflowChange(WorkflowInput):
    """Fields to change; `version` is the one the writer saw (stale: 409)."""

    version = serializers.IntegerField(min_value=1, required=False)


@extend_schema_serializer(examples=[answered(examples.SHOWN)])
class WorkflowOutput(serializers.Serializer):
    """`version` counts edits and guards writes; `version_number` is what is deployed."""

    id = serializers.IntegerField()
    workflow_id = serializers.IntegerField(source="id")
    name = serializers.CharField()
    key = serializers.CharField()
    description = serializers.CharField()
    category = serializers.CharField()
    sub_category = serializers.CharField()
    department = serializers.CharField()
    end_logic = serializers.ChoiceField(Workflow.EndLogic.choices)
    urgent_sla = DurationField(allow_null=True)
    high_sla = DurationField(allow_null=True)
    medium_sla = DurationField(allow_null=True)
    low_sla = DurationField(allow_null=True)
    coordinator_role = serializers.CharField()
    calendar = serializers.CharField(source="calendar_id", allow_null=True)
    ladder = serializers.SerializerMethodField()
    status = serializers.ChoiceField(Workflow.Status.choices)
    version = serializers.IntegerField()
    version_number = serializers.IntegerField(allow_null=True)
    step_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    updated_by_name = serializers.CharField()

    @extend_schema_field(RungDocument(many=True))
    def get_ladder(self, workflow: Workflow) -> Any:
        return [rung.as_dict() for rung in read_ladder(Reader({"ladder": workflow.ladder}))]


@extend_schema_serializer(examples=[sent({"name": "IT Access Request for guests"})])
class CloneInput(StrictSerializer):
    name = serializers.CharField(max_length=150, required=False)
