from typing import Any

from rest_framework import serializers

from auth_service.access.models import Role, RoleAssignment, System
from auth_service.accounts.fields import AddressField
from auth_service.accounts.models import valid_username
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer


@shown_as(
    id=1,
    name="TTS",
    description="Ticket tracking and workflows",
    version=1,
)
class SystemOutput(serializers.ModelSerializer):
    """`version` rises with every change."""

    class Meta:
        model = System
        fields = ["id", "name", "description", "version"]


@asked_as(name="CRM", description="Customers and their contracts")
class CreateSystemInput(StrictSerializer):
    name = serializers.RegexField(r"\A[\w-]+\Z", max_length=32)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)


@asked_as(description="Customers and their contracts")
class DescribeSystemInput(StrictSerializer):
    description = serializers.CharField(max_length=2000, allow_blank=True)


class PermissionList(serializers.ListField):
    """Words such as `tasks.act`, each at most once."""

    child = serializers.RegexField(r"\A[a-z0-9_.-]+\Z", max_length=100)

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)

    def to_internal_value(self, data: Any) -> list[str]:
        return list(dict.fromkeys(super().to_internal_value(data)))


@shown_as(
    id=5,
    name="IT Support",
    system="TTS",
    description="Helps with devices, programs and access",
    permissions=["tasks.view_own", "tasks.act"],
    is_active=True,
    requires_second_factor=False,
    version=1,
    created_at="2026-11-21T10:00:00Z",
    updated_at="2026-11-21T10:00:00Z",
)
class RoleOutput(serializers.ModelSerializer):
    """`version` rises with every change."""

    system = serializers.CharField(source="system.name")
    permissions = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Role
        fields = [
            "id",
            "name",
            "system",
            "description",
            "permissions",
            "is_active",
            "requires_second_factor",
            "version",
            "created_at",
            "updated_at",
        ]


@asked_as(
    name="Print Support",
    system="TTS",
    description="Looks after printers",
    permissions=["tasks.view_own", "tasks.act"],
)
class CreateRoleInput(StrictSerializer):
    name = serializers.CharField(max_length=100)
    system = serializers.CharField(max_length=32)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    permissions = PermissionList(required=False)
    requires_second_factor = serializers.BooleanField(required=False)


@asked_as(requires_second_factor=True)
class ChangeRoleInput(StrictSerializer):
    name = serializers.CharField(max_length=100, required=False)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    permissions = PermissionList(required=False)
    is_active = serializers.BooleanField(required=False)
    requires_second_factor = serializers.BooleanField(required=False)


@shown_as(
    assignment_id=31,
    user_id=12,
    username="maria.reyes",
    user_full_name="Maria Reyes",
    role_id=5,
    role_name="IT Support",
    system="TTS",
    assigned_at="2026-11-21T10:00:00Z",
)
class AssignmentOutput(serializers.ModelSerializer):
    assignment_id = serializers.IntegerField(source="id")
    role_name = serializers.CharField(source="role.name")
    system = serializers.CharField(source="role.system.name")
    username = serializers.CharField(source="user.username")
    user_full_name = serializers.CharField(source="user.full_name")

    class Meta:
        model = RoleAssignment
        fields = [
            "assignment_id",
            "user_id",
            "username",
            "user_full_name",
            "role_id",
            "role_name",
            "system",
            "assigned_at",
        ]


@asked_as(user_id=12, role_id=5)
class GrantRoleInput(StrictSerializer):
    user_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    role_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class SeedRole(StrictSerializer):
    system = serializers.CharField(max_length=32)
    role = serializers.CharField(max_length=100)


class SeedPerson(StrictSerializer):
    username = serializers.CharField(max_length=150, validators=[valid_username])
    email = AddressField()
    full_name = serializers.CharField(max_length=200)
    department = serializers.CharField(max_length=100, default="", allow_blank=True)
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    roles = SeedRole(many=True, default=list)


class SeedClient(StrictSerializer):
    client_id = serializers.CharField(max_length=100)
    client_secret = serializers.CharField(min_length=16, max_length=200, trim_whitespace=False)
    scopes = serializers.ListField(child=serializers.CharField(max_length=100))


class HoldersQuery(StrictSerializer):
    """`role` (also spelled `role_name`) and `system`, TTS unless given."""

    role = serializers.CharField(max_length=100, required=False)
    role_name = serializers.CharField(max_length=100, required=False)
    system = serializers.CharField(max_length=32, default="TTS")

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        names = {attrs[key] for key in ("role", "role_name") if key in attrs}
        if len(names) != 1:
            raise serializers.ValidationError({"role": "give the name of one role"})
        return {"role": names.pop(), "system": attrs["system"]}


@shown_as(
    user_ids=[12, 13],
    role="IT Support",
    system="TTS",
)
class HoldersOutput(serializers.Serializer):
    user_ids = serializers.ListField(child=serializers.IntegerField())
    role = serializers.CharField()
    system = serializers.CharField()


class SnapshotRole(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    system = serializers.CharField()
    description = serializers.CharField()
    permissions = serializers.ListField(child=serializers.CharField())
    is_active = serializers.BooleanField()
    version = serializers.IntegerField()


class SnapshotAssignment(serializers.Serializer):
    user_id = serializers.IntegerField()
    role_id = serializers.IntegerField()
    role_name = serializers.CharField()
    system = serializers.CharField()
    user_full_name = serializers.CharField()
    username = serializers.CharField()
    email = serializers.EmailField()
    department = serializers.CharField(allow_blank=True)
    is_active = serializers.BooleanField()
    assigned_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class SnapshotShift(serializers.Serializer):
    weekday = serializers.IntegerField()
    starts = serializers.CharField()
    ends = serializers.CharField()


class SnapshotLeave(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    time_zone = serializers.CharField()
    stand_in_id = serializers.IntegerField(allow_null=True)


class SnapshotAvailability(serializers.Serializer):
    user_id = serializers.IntegerField()
    time_zone = serializers.CharField()
    shifts = SnapshotShift(many=True)
    leaves = SnapshotLeave(many=True)
    version = serializers.IntegerField()


@shown_as(
    roles=[
        {
            "id": 5,
            "name": "IT Support",
            "system": "TTS",
            "description": "Helps with devices, programs and access",
            "permissions": ["tasks.view_own", "tasks.act"],
            "is_active": True,
            "version": 1,
        }
    ],
    assignments=[
        {
            "user_id": 12,
            "role_id": 5,
            "role_name": "IT Support",
            "system": "TTS",
            "user_full_name": "Maria Reyes",
            "username": "maria.reyes",
            "email": "maria.reyes@example.com",
            "department": "IT",
            "is_active": True,
            "assigned_at": "2026-11-21T10:00:00Z",
            "version": 1,
        }
    ],
    availability=[
        {
            "user_id": 12,
            "time_zone": "Europe/Berlin",
            "shifts": [{"weekday": 1, "starts": "08:00", "ends": "17:00"}],
            "leaves": [],
            "version": 3,
        }
    ],
)
class RoleSnapshot(serializers.Serializer):
    """The contents of tts.role.sync, tts.user_system_role.sync and tts.availability.sync."""

    roles = SnapshotRole(many=True)
    assignments = SnapshotAssignment(many=True)
    availability = SnapshotAvailability(many=True)
