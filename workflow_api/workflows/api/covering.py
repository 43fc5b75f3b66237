"""What tickets may ask for, and which workflow takes them."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from workflow_api.workflows.api.examples import answered


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
