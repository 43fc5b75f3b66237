from rest_framework import serializers

from auth_service.accounts.fields import AddressField
from auth_service.employees.models import Registration
from auth_service.recovery.serializers import MAX_LINK_TOKEN, password_field
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer


class RegisterEmployeeInput(StrictSerializer):
    email = AddressField()
    full_name = serializers.CharField(max_length=200)
    department = serializers.CharField(max_length=100, required=False, allow_blank=True)
    password = password_field()


@asked_as(token="q0Jc…", password="violet tractor 42")  # noqa: S106  an example
class VerifyEmployeeInput(StrictSerializer):
    """`password` is the one of the form."""

    token = serializers.CharField(max_length=MAX_LINK_TOKEN)
    password = password_field()


class RejectEmployeeInput(StrictSerializer):
    reason = serializers.CharField(max_length=500)


@shown_as(message="The address is confirmed. An administrator decides about the registration.")
class RegisteredOutput(serializers.Serializer):
    """The same whether the address is known or not."""

    message = serializers.CharField()


@shown_as(
    id=3,
    email="ana.cruz@example.com",
    full_name="Ana Cruz",
    department="Operations",
    status="pending",
    reason="",
    person_id=None,
    decided_by_id=None,
    decided_by_name=None,
    verified_at="2026-11-21T10:02:00Z",
    decided_at=None,
    created_at="2026-11-21T10:00:00Z",
    updated_at="2026-11-21T10:02:00Z",
)
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
