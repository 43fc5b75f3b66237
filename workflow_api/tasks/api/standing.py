"""Shapes of what a task waits for: the end of a hold, and votes."""

from rest_framework import serializers

from workflow_api.holds.models import Hold, Reason
from workflow_api.tasks import ballots


class HoldReasonOutput(serializers.Serializer):
    """`stops_clock`: whether the deadline moves by as long as the task waits."""

    code = serializers.ChoiceField(choices=Reason.choices)
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name, not its label
    stops_clock = serializers.BooleanField()


class HoldOutput(serializers.ModelSerializer):
    """Why work on a task stands still, and until when; empty for until somebody resumes it."""

    # A field's name, not its label.
    label = serializers.CharField(source="get_code_display")  # type: ignore[assignment]

    class Meta:
        model = Hold
        fields = ["code", "label", "note", "stops_clock", "began_at", "until", "by_id", "by_name"]


class BallotOutput(serializers.Serializer):
    item_id = serializers.IntegerField()
    user_id = serializers.IntegerField(allow_null=True)
    name = serializers.CharField(allow_null=True)
    vote = serializers.ChoiceField(choices=ballots.CHOICES)
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    notes = serializers.CharField()


class ApprovalsOutput(serializers.Serializer):
    """The votes of an approval by several people; `needed` of `asked` have to approve."""

    needed = serializers.IntegerField()
    asked = serializers.IntegerField()
    approved = serializers.IntegerField()
    rejected = serializers.IntegerField()
    ballots = BallotOutput(many=True)
