"""Shapes of clocks and of what changes them."""

from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.disputes.models import Dispute
from workflow_api.engine.ladder import AUDIENCES
from workflow_api.sla.models import Recount, SlaRung, SlaSegment
from workflow_api.tasks.states import SLA_STATES
from workflow_api.tickets.models import WorkflowTicket

MAX_REASON = 300
MOST_SECONDS = 90 * 86_400
STRETCHES = ["running", "outside", "paused", "adjusted"]


class SlaDisputeOutput(serializers.ModelSerializer):
    class Meta:
        model = Dispute
        fields = [
            "id",
            "state",
            "reason",
            "raised_by_id",
            "raised_by_name",
            "raised_at",
            "decision",
            "decided_by_name",
            "decided_at",
        ]


class SlaSegmentOutput(serializers.ModelSerializer):
    """A line of the ledger; `seconds` is what an adjustment gave, `used_seconds` what a running
    stretch has used until now, `rule` what it counted in. One that does not count was disputed with
    success."""

    dispute = SlaDisputeOutput(allow_null=True, read_only=True)
    used_seconds = serializers.IntegerField(allow_null=True)
    rule = serializers.CharField()

    class Meta:
        model = SlaSegment
        fields = [
            "id",
            "kind",
            "started_at",
            "ended_at",
            "counts",
            "dispute",
            "seconds",
            "used_seconds",
            "reason",
            "rule",
            "actor_id",
            "actor_name",
        ]


class StretchOutput(serializers.Serializer):
    """A piece of the bar, in order; `segment` is the index of its line of the ledger."""

    kind = serializers.ChoiceField(choices=STRETCHES)
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField()
    segment = serializers.IntegerField()


class SlaRungOutput(serializers.ModelSerializer):
    """A rung that is behind the task; `told` is False when nobody had to hear of it."""

    class Meta:
        model = SlaRung
        fields = ["rung", "cycle", "fired_at", "told"]


class LadderStepOutput(serializers.Serializer):
    """A rung of the ladder in force, with when it is or was reached."""

    rung = serializers.CharField(source="key")
    words = serializers.CharField()
    tell = serializers.ListField(
        child=serializers.ChoiceField([(word, word) for word in AUDIENCES])
    )
    escalate = serializers.BooleanField()
    at = serializers.DateTimeField(allow_null=True)
    fired_at = serializers.DateTimeField(allow_null=True)


class SlaOutput(serializers.Serializer):
    """Times in seconds of working time; `target_seconds` is empty without a deadline.

    `target_seconds` is what the priority has plus `adjusted_seconds`; `paused_seconds` are by the
    clock on the wall. `sentence` says in words why it is due when it is due.
    """

    task_id = serializers.IntegerField()
    priority = serializers.CharField()
    target_seconds = serializers.IntegerField(allow_null=True)
    used_seconds = serializers.IntegerField()
    remaining_seconds = serializers.IntegerField(allow_null=True)
    paused_seconds = serializers.IntegerField()
    adjusted_seconds = serializers.IntegerField()
    started_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(allow_null=True)
    at_risk_at = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(allow_null=True)
    step_target_seconds = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(choices=SLA_STATES)
    calendar = serializers.CharField(help_text="The name of the calendar; 24x7 without one")
    time_zone = serializers.CharField()
    workflow_version = serializers.IntegerField(help_text="Whose targets hold")
    cycle = serializers.IntegerField(help_text="Rises when the clock begins anew")
    sentence = serializers.CharField()
    segments = SlaSegmentOutput(many=True)
    stretches = StretchOutput(many=True)
    ladder = LadderStepOutput(many=True)
    rungs = SlaRungOutput(many=True)
    excluded_seconds = serializers.IntegerField(
        help_text="Working time that ran and does not count: it was disputed with success"
    )
    may_change = serializers.BooleanField(help_text="Whether this person may pause and adjust it")
    may_dispute = serializers.BooleanField()
    may_decide = serializers.BooleanField(help_text="About disputes of others")


class StandingOutput(serializers.Serializer):
    priority = serializers.CharField()
    deadline = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=SLA_STATES)


class SlaEffectOutput(serializers.Serializer):
    """How the deadline stood before and stands after; with `dry_run` nothing was written."""

    task_id = serializers.IntegerField()
    before = StandingOutput()
    after = StandingOutput()
    dry_run = serializers.BooleanField()


class SlaChangeInput(StrictSerializer):
    """`version` is the task's version that the caller saw (stale: 409)."""

    reason = serializers.CharField(max_length=MAX_REASON)
    version = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class PriorityInput(SlaChangeInput):
    priority = serializers.ChoiceField(WorkflowTicket.Priority.choices)


class AdjustInput(SlaChangeInput):
    """Working time to grant, or below zero to take; at most 90 days."""

    seconds = serializers.IntegerField(min_value=-MOST_SECONDS, max_value=MOST_SECONDS)

    def validate_seconds(self, value: int) -> int:
        if value == 0:
            raise serializers.ValidationError("Must not be 0")
        return value


class RecountOutput(serializers.ModelSerializer):
    """`done` of `total` tasks were looked at; of those `changed` have another due time, and
    `breached` are late by it that were not before."""

    class Meta:
        model = Recount
        fields = [
            "id",
            "calendar_id",
            "workflow_id",
            "reason",
            "status",
            "total",
            "done",
            "changed",
            "breached",
            "started_by_name",
            "created_at",
            "finished_at",
        ]


class RecountInput(StrictSerializer):
    reason = serializers.CharField(max_length=MAX_REASON)


class MoveOutput(serializers.Serializer):
    task_id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    before = serializers.DateTimeField(allow_null=True)
    after = serializers.DateTimeField(allow_null=True)
    newly_breached = serializers.BooleanField()


class ForecastOutput(serializers.Serializer):
    """Of `count` open tasks `examined` were looked at, the oldest first."""

    count = serializers.IntegerField()
    examined = serializers.IntegerField()
    earlier = serializers.IntegerField()
    later = serializers.IntegerField()
    newly_breached = serializers.IntegerField()
    relieved = serializers.IntegerField(help_text="Late now, and not any more then")
    sample = MoveOutput(many=True)
