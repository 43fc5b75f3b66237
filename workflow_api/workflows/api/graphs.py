"""Graphs in HTTP. What one may hold is decided by `engine.definition`."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from workflow_api.engine.elements import KINDS
from workflow_api.workflows.api import examples
from workflow_api.workflows.api.examples import answered, sent


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
