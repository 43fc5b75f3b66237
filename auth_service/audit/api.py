"""Reading the audit."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.pagination import CursorPagination

from auth_service.audit.filters import AuditFilter
from auth_service.audit.models import AuditEvent
from shared.identity.permissions import HasRight
from shared.identity.rights import Action

EXAMPLE = OpenApiExample(
    "A role was taken away",
    value={
        "id": 4711,
        "at": "2026-03-02T09:14:03Z",
        "actor_kind": "person",
        "actor_id": 1,
        "actor_name": "Ada Admin",
        "action": "role.revoked",
        "object_type": "person",
        "object_id": "12",
        "before": {"system": "TTS", "role": "IT Support"},
        "after": {},
        "reason": "",
        "correlation_id": "3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1",
        "address": "192.0.2.7",
        "user_agent": "Mozilla/5.0",
    },
)


class SecurityEventOutput(serializers.ModelSerializer):
    """One act: who did what to whom, and how it looked before and after."""

    class Meta:
        model = AuditEvent
        fields = [
            "id",
            "at",
            "actor_kind",
            "actor_id",
            "actor_name",
            "action",
            "object_type",
            "object_id",
            "before",
            "after",
            "reason",
            "correlation_id",
            "address",
            "user_agent",
        ]


class AuditCursor(CursorPagination):
    """The audit grows without bound, so its pages are not counted."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100


@extend_schema_view(get=extend_schema(examples=[EXAMPLE]))
class AuditListView(generics.ListAPIView):
    """Security-relevant acts, newest first. `action` matches from its beginning: `sign_in.`."""

    permission_classes = [HasRight(Action.AUDIT)]
    serializer_class = SecurityEventOutput
    filterset_class = AuditFilter
    pagination_class = AuditCursor

    def get_queryset(self) -> Any:
        return AuditEvent.objects.all()
