from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from auth_service.accounts.fields import AddressField
from auth_service.accounts.models import valid_username
from auth_service.accounts.serializers import HeldRole
from auth_service.invitations.models import Invitation
from auth_service.recovery.serializers import MAX_LINK_TOKEN, password_field
from shared.http.examples import asked_as, shown_as
from shared.http.fields import StrictSerializer

MOST_ROLES = 50


@shown_as(
    id=7,
    email="zoe.lind@example.com",
    full_name="Zoë Lind",
    department="IT",
    roles=[{"system": "TTS", "role": "IT Support"}],
    status="open",
    invited_by_id=1,
    invited_by_name="Alex Moreau",
    person_id=None,
    expires_at="2026-11-28T10:00:00Z",
    accepted_at=None,
    revoked_at=None,
    created_at="2026-11-21T10:00:00Z",
    updated_at="2026-11-21T10:00:00Z",
)
class InvitationOutput(serializers.ModelSerializer):
    roles = serializers.SerializerMethodField()
    status = serializers.ChoiceField(choices=Invitation.Status.choices)
    invited_by_name = serializers.CharField(source="invited_by.full_name")

    class Meta:
        model = Invitation
        fields = [
            "id",
            "email",
            "full_name",
            "department",
            "roles",
            "status",
            "invited_by_id",
            "invited_by_name",
            "person_id",
            "expires_at",
            "accepted_at",
            "revoked_at",
            "created_at",
            "updated_at",
        ]

    @extend_schema_field(HeldRole(many=True))
    def get_roles(self, invitation: Any) -> list[dict[str, str]]:
        return roles_of(invitation)


class InviteInput(StrictSerializer):
    email = AddressField()
    full_name = serializers.CharField(max_length=200)
    department = serializers.CharField(max_length=100, required=False, allow_blank=True)
    role_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=MOST_ROLES,
        allow_empty=False,
    )


@asked_as(token="q0Jc…")  # noqa: S106  an example
class InvitationTokenInput(StrictSerializer):
    token = serializers.CharField(max_length=MAX_LINK_TOKEN)


@shown_as(
    email="zoe.lind@example.com",
    full_name="Zoë Lind",
    department="IT",
    roles=[{"system": "TTS", "role": "IT Support"}],
    expires_at="2026-11-28T10:00:00Z",
)
class OfferOutput(serializers.Serializer):
    """What the holder of a link is told before choosing a password."""

    email = serializers.EmailField()
    full_name = serializers.CharField()
    department = serializers.CharField()
    roles = serializers.SerializerMethodField()
    expires_at = serializers.DateTimeField()

    @extend_schema_field(HeldRole(many=True))
    def get_roles(self, invitation: Any) -> list[dict[str, str]]:
        return roles_of(invitation)


class AcceptInvitationInput(StrictSerializer):
    """`username` is made from the address and `full_name` the invitation's unless given."""

    token = serializers.CharField(max_length=MAX_LINK_TOKEN)
    username = serializers.CharField(max_length=150, validators=[valid_username], required=False)
    full_name = serializers.CharField(max_length=200, required=False)
    password = password_field()


def roles_of(invitation: Any) -> list[dict[str, str]]:
    pairs = sorted((role.system.name, role.name) for role in invitation.roles.all())
    return [{"system": system, "role": role} for system, role in pairs]
