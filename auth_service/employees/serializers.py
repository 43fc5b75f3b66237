from rest_framework import serializers

from auth_service.employees.models import Registration
from auth_service.recovery.serializers import MAX_LINK_TOKEN, password_field
from shared.http.fields import StrictSerializer


class RegisterEmployeeInput(StrictSerializer):
    email = serializers.EmailField(max_length=254)
    full_name = serializers.CharField(max_length=200)
    department = serializers.CharField(max_length=100, required=False, allow_blank=True)
    password = password_field()


class VerifyEmployeeInput(StrictSerializer):
    token = serializers.CharField(max_length=MAX_LINK_TOKEN)


class RejectEmployeeInput(StrictSerializer):
    reason = serializers.CharField(max_length=500)


class RegisteredOutput(serializers.Serializer):
    """The same whether the address is known or not."""

    message = serializers.CharField()


class RegistrationOutput(serializers.ModelSerializer):
    """`person_id` is the account that the approval opened."""

    status = serializers.ChoiceField(choices=["pending", "approved", "rejected"])
    decided_by_name = serializers.CharField(
        source="decided_by.full_name", allow_null=True, default=None
    )

    class Meta:
        model = Registration
        fields = [
            "id",
            "email",
            "full_name",
            "department",
            "status",
            "reason",
            "person_id",
            "decided_by_id",
            "decided_by_name",
            "verified_at",
            "decided_at",
            "created_at",
            "updated_at",
        ]
