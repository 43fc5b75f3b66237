"""The shape of a task's clock."""

from rest_framework import serializers

from workflow_api.sla.models import SlaRung, SlaSegment
from workflow_api.tasks.states import SLA_STATES


class SlaSegmentOutput(serializers.ModelSerializer):
    class Meta:
        model = SlaSegment
        fields = [
            "kind",
            "cycle",
            "started_at",
            "ended_at",
            "seconds",
            "reason",
            "actor_id",
            "actor_name",
        ]


class SlaRungOutput(serializers.ModelSerializer):
    class Meta:
        model = SlaRung
        fields = ["rung", "cycle", "fired_at"]


class SlaOutput(serializers.Serializer):
    """Times in seconds of working time; `target_seconds` is empty without a deadline."""

    task_id = serializers.IntegerField()
    priority = serializers.CharField()
    target_seconds = serializers.IntegerField(allow_null=True)
    used_seconds = serializers.IntegerField()
    remaining_seconds = serializers.IntegerField(allow_null=True)
    deadline = serializers.DateTimeField(allow_null=True)
    at_risk_at = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=SLA_STATES)
    segments = SlaSegmentOutput(many=True)
    rungs = SlaRungOutput(many=True)
