"""Shapes of workflows in HTTP. What a graph may hold is decided by `engine.definition`."""

import re
from datetime import timedelta
from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.engine.definition import DEFAULT_COORDINATOR_ROLE, PRIORITIES, SCHEMA
from workflow_api.engine.durations import format_duration, parse_duration
from workflow_api.engine.elements import KINDS
from workflow_api.engine.ladder import AUDIENCES, DEFAULT_LADDER, read_ladder
from workflow_api.engine.reading import InvalidDefinition, Reader
from workflow_api.engine.validation import SEVERITIES
from workflow_api.workflows.api import examples
from workflow_api.workflows.api.examples import answered, sent
from workflow_api.workflows.models import Workflow

MAX_SECONDS = 10 * 366 * 86_400
_RUNG = re.compile(r"ladder\[(?P<index>\d+)\](?:\.(?P<field>\w+))?")


@extend_schema_field({"type": "string", "format": "duration", "example": "PT4H"})
class DurationField(serializers.Field):
    """An ISO 8601 duration such as PT4H."""

    def to_representation(self, value: timedelta) -> str:
        return format_duration(int(value.total_seconds()))

    def to_internal_value(self, data: Any) -> timedelta:
        if not isinstance(data, str):
            raise serializers.ValidationError("Must be an ISO 8601 duration such as PT4H")
        try:
            seconds = parse_duration(data)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error
        if not 0 < seconds <= MAX_SECONDS:
            raise serializers.ValidationError("Must be above zero and at most ten years")
        return timedelta(seconds=seconds)


class RungDocument(StrictSerializer):
    """When somebody is told of a deadline: at a share of the SLA, or minutes of working time
    before (below zero) or after its end. `escalate` hands the work to the step's role for that."""

    percent = serializers.IntegerField(allow_null=True, default=None)
    minutes = serializers.IntegerField(allow_null=True, default=None)
    tell = serializers.ListField(
        child=serializers.ChoiceField([(word, word) for word in AUDIENCES]), default=list
    )
    escalate = serializers.BooleanField(default=False)


def _at_its_rung(error: InvalidDefinition) -> serializers.ValidationError:
    """The fault at `ladder.1.tell`, as far as it has such a place."""
    place = _RUNG.fullmatch(error.path)
    if place is None:
        return serializers.ValidationError(error.problem)
    detail = {place["field"]: [error.problem]} if place["field"] else [error.problem]
    return serializers.ValidationError({place["index"]: detail})


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
            raise _at_its_rung(error) from error
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


class GraphPosition(serializers.Serializer):
    x = serializers.FloatField()
    y = serializers.FloatField()


class GraphStep(serializers.Serializer):
    """A step; only `key` must be given."""

    key = serializers.CharField(max_length=64)
    name = serializers.CharField(max_length=200, required=False)
    role = serializers.CharField(max_length=150, allow_blank=True, required=False)
    kind = serializers.ChoiceField([(kind, kind) for kind in KINDS], required=False)
    weight = serializers.FloatField(required=False)
    order = serializers.IntegerField(required=False)
    is_start = serializers.BooleanField(required=False)
    is_end = serializers.BooleanField(required=False)
    instructions = serializers.CharField(allow_blank=True, required=False)
    policy = serializers.CharField(
        required=False,
        help_text="round_robin, least_loaded, manual or same_person_as:<key of a step>",
    )
    escalate_to = serializers.CharField(max_length=150, allow_blank=True, required=False)
    comment_required = serializers.BooleanField(required=False)
    first_touch_minutes = serializers.IntegerField(min_value=0, allow_null=True, required=False)
    approvals_needed = serializers.IntegerField(min_value=1, max_value=100, required=False)
    approvers = serializers.IntegerField(
        min_value=1, max_value=100, allow_null=True, required=False
    )
    checklist = serializers.ListField(child=serializers.CharField(), required=False)
    required_fields = serializers.ListField(child=serializers.CharField(), required=False)
    operation = serializers.CharField(allow_blank=True, required=False)
    mapping = serializers.DictField(child=serializers.CharField(), required=False)
    wait_seconds = serializers.IntegerField(min_value=0, allow_null=True, required=False)
    position = GraphPosition(allow_null=True, required=False)


class GraphTransition(serializers.Serializer):
    """A transition; `to` null ends the workflow, `key` is made when missing."""

    key = serializers.CharField(max_length=64, required=False)
    to = serializers.CharField(max_length=64, allow_null=True, required=False)
    outcome = serializers.CharField(max_length=40, required=False)
    condition = serializers.DictField(
        allow_null=True,
        required=False,
        help_text="{field, op, value}, or {and: [...]} / {or: [...]} of such",
    )
    requires_comment = serializers.BooleanField(required=False)
    default = serializers.BooleanField(required=False)
    allowed_roles = serializers.ListField(child=serializers.CharField(), required=False)

    def get_fields(self) -> dict[str, Any]:
        # `from` is a keyword and `label` belongs to every field: neither can be declared above.
        return {
            "from": serializers.CharField(max_length=64),
            "label": serializers.CharField(max_length=100, required=False),
            **super().get_fields(),
        }


@extend_schema_serializer(examples=[sent(examples.GRAPH)])
class GraphInput(serializers.Serializer):
    """The whole graph; `version` is the one the writer saw (stale: 409)."""

    steps = GraphStep(many=True)
    transitions = GraphTransition(many=True)
    version = serializers.IntegerField(required=False)


@extend_schema_serializer(examples=[answered(examples.GRAPH)])
class GraphOutput(serializers.Serializer):
    """Steps and transitions as drawn."""

    steps = GraphStep(many=True)
    transitions = GraphTransition(many=True)
    version = serializers.IntegerField()


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


@extend_schema_serializer(examples=[sent({"name": "IT Access Request for guests"})])
class CloneInput(StrictSerializer):
    name = serializers.CharField(max_length=150, required=False)


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


@extend_schema_serializer(examples=[answered({"category": "IT Support", "sub_category": "Access"})])
class CategoryPair(serializers.Serializer):
    """What a ticket may ask for and find a workflow."""

    category = serializers.CharField()
    sub_category = serializers.CharField()


class CoverageLoser(serializers.Serializer):
    """A workflow that does not get the tickets of a cell, and why."""

    workflow_id = serializers.IntegerField()
    name = serializers.CharField()
    reason = serializers.CharField()


class CoverageCell(serializers.Serializer):
    """Which workflow a ticket of these three gets. `rule`: `exact`, `any_department` or `none`.

    `competing` are deployed and would take it too, `unpublished` would if they were deployed.
    `volume` counts the tickets of the last 30 days, `unrouted` those of them that still wait. An
    empty department means none was given.
    """

    category = serializers.CharField()
    sub_category = serializers.CharField()
    department = serializers.CharField()
    workflow_id = serializers.IntegerField(allow_null=True)
    workflow_name = serializers.CharField(allow_null=True)
    workflow_version = serializers.IntegerField(allow_null=True)
    rule = serializers.ChoiceField(
        [("exact", "exact"), ("any_department", "any_department"), ("none", "none")]
    )
    competing = CoverageLoser(many=True)
    unpublished = CoverageLoser(many=True)
    volume = serializers.IntegerField()
    unrouted = serializers.IntegerField()


class CoverageOutput(serializers.Serializer):
    """The matrix as a list of its cells; `gaps` counts those without a workflow, `overlaps` those
    that several deployed ones take."""

    departments = serializers.ListField(child=serializers.CharField())
    cells = CoverageCell(many=True)
    gaps = serializers.IntegerField()
    overlaps = serializers.IntegerField()
