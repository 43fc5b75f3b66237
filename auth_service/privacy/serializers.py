from rest_framework import serializers

from auth_service.privacy.models import AnonymisationReceipt
from shared.http.examples import shown_as
from shared.http.fields import StrictSerializer


@shown_as(
    person={"id": 12, "username": "maria.reyes", "email": "maria.reyes@example.com"},
    roles=[{"role__system__name": "TTS", "role__name": "IT Support", "is_active": True}],
    sessions=[{"address": "192.0.2.7", "user_agent": "Mozilla/5.0"}],
    second_factors=[{"method": "totp", "confirmed_at": "2026-11-21T10:00:00Z"}],
    shifts=[{"weekday": 1, "starts": "08:00:00", "ends": "17:00:00"}],
    leaves=[],
    invitations=[],
    registrations=[],
    audit=[{"at": "2026-11-21T10:00:00Z", "actor_id": 12, "action": "sign_in.succeeded"}],
)
class ExportOutput(serializers.Serializer):
    """Everything that auth_service knows of a person but secrets; at most 10 000 acts."""

    person = serializers.DictField()
    roles = serializers.ListField(child=serializers.DictField())
    sessions = serializers.ListField(child=serializers.DictField())
    second_factors = serializers.ListField(child=serializers.DictField())
    shifts = serializers.ListField(child=serializers.DictField())
    leaves = serializers.ListField(child=serializers.DictField())
    invitations = serializers.ListField(child=serializers.DictField())
    registrations = serializers.ListField(child=serializers.DictField())
    audit = serializers.ListField(child=serializers.DictField())


@shown_as(
    user_id=12,
    username="maria.reyes",
    changes={"accounts": 1, "roles": 2, "sessions": 4},
    remains=["the audit: acts with their names and addresses"],
)
class AnonymisationPreviewOutput(serializers.Serializer):
    """`changes` counts rows by what they are; `remains` says what stays where."""

    user_id = serializers.IntegerField()
    username = serializers.CharField()
    changes = serializers.DictField(child=serializers.IntegerField())
    remains = serializers.ListField(child=serializers.CharField())


class AnonymiseInput(StrictSerializer):
    """The user name again, so that nobody is forgotten by a slip."""

    username = serializers.CharField(max_length=150)


class AnonymisationReceiptOutput(serializers.ModelSerializer):
    receipt_id = serializers.UUIDField(source="id")
    changes = serializers.DictField(child=serializers.IntegerField())

    class Meta:
        model = AnonymisationReceipt
        fields = ["receipt_id", "user_id", "done_at", "done_by_id", "changes"]
