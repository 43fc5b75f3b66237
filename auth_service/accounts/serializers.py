from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from auth_service.accounts.fields import AddressField
from auth_service.accounts.models import User, valid_username
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer

MAX_PASSWORD = 128


class HeldRole(serializers.Serializer):
    system = serializers.CharField()
    role = serializers.CharField()


@shown_as(
    id=12,
    username="maria.reyes",
    email="maria.reyes@example.com",
    full_name="Maria Reyes",
    department="IT",
    is_active=True,
    roles=[{"system": "TTS", "role": "IT Support"}],
    created_at="2026-11-21T10:00:00Z",
    updated_at="2026-11-21T10:00:00Z",
)
class PersonOutput(serializers.ModelSerializer):
    """A person with the roles in force."""

    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = [
            "id",
            "username",
            "email",
            "full_name",
            "department",
            "is_active",
            "roles",
            "created_at",
            "updated_at",
        ]

    @extend_schema_field(HeldRole(many=True))
    def get_roles(self, user: Any) -> list[dict[str, str]]:
        return [
            {"system": held.role.system.name, "role": held.role.name}
            for held in user.roles_in_force
        ]


@asked_as(
    username="maria.reyes",
    email="maria.reyes@example.com",
    full_name="Maria Reyes",
    department="IT",
    password="violet tractor 42",  # noqa: S106  an example
)
class CreatePersonInput(StrictSerializer):
    username = serializers.CharField(max_length=150, validators=[valid_username])
    email = AddressField()
    full_name = serializers.CharField(max_length=200)
    department = serializers.CharField(max_length=100, required=False, allow_blank=True)
    is_active = serializers.BooleanField(required=False)
    password = serializers.CharField(
        max_length=MAX_PASSWORD, trim_whitespace=False, write_only=True
    )


@asked_as(department="Operations", is_active=True)
class ChangePersonInput(StrictSerializer):
    username = serializers.CharField(max_length=150, validators=[valid_username], required=False)
    email = AddressField(required=False)
    full_name = serializers.CharField(max_length=200, required=False)
    department = serializers.CharField(max_length=100, required=False, allow_blank=True)
    is_active = serializers.BooleanField(required=False)
    password = serializers.CharField(
        max_length=MAX_PASSWORD, trim_whitespace=False, required=False, write_only=True
    )


class InternalLookup(StrictSerializer):
    """`ids` or `emails`, comma-separated, at most 100 of them."""

    ids = serializers.CharField(max_length=2_000, required=False)
    emails = serializers.CharField(max_length=30_000, required=False)

    MOST = 100

    def validate_ids(self, text: str) -> list[int]:
        field = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
        return [field.run_validation(part) for part in self._parts(text)]

    def validate_emails(self, text: str) -> list[str]:
        return [serializers.EmailField().run_validation(part) for part in self._parts(text)]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise serializers.ValidationError({"ids": "give either ids or emails"})
        return attrs

    def _parts(self, text: str) -> list[str]:
        parts = [part.strip() for part in text.split(",")]
        if len(parts) > self.MOST:
            raise serializers.ValidationError(f"at most {self.MOST} at a time")
        return parts
