from django.db.models import QuerySet
from rest_framework import generics, serializers

from workflow_api.roles import selectors
from workflow_api.roles.models import Role, RoleMember
from workflow_api.roles.permissions import IsStaff


class RoleOutput(serializers.Serializer):
    """A role as auth_service last told it; `active_members` counts who work can go to."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    system = serializers.CharField()
    description = serializers.CharField()
    is_active = serializers.BooleanField()
    active_members = serializers.IntegerField()


class RoleMemberOutput(serializers.Serializer):
    """A person in a role; `turn_no` 0 means they have not had a turn yet."""

    user_id = serializers.IntegerField()
    username = serializers.CharField()
    full_name = serializers.CharField()
    is_active = serializers.BooleanField()
    assigned_at = serializers.DateTimeField()
    last_turn_at = serializers.DateTimeField(allow_null=True)
    turn_no = serializers.IntegerField()


class RoleListView(generics.ListAPIView):
    """TTS's roles by name."""

    permission_classes = [IsStaff]
    serializer_class = RoleOutput

    def get_queryset(self) -> QuerySet[Role]:
        return selectors.roles()


class RoleMemberListView(generics.ListAPIView):
    """The members of a role in the order of their turns."""

    permission_classes = [IsStaff]
    serializer_class = RoleMemberOutput

    def get_queryset(self) -> QuerySet[RoleMember]:
        if getattr(self, "swagger_fake_view", False):
            return RoleMember.objects.none()
        return selectors.members(self.kwargs["role_id"])
