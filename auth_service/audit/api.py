"""Reading the audit."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from auth_service.audit.filters import AuditFilter
from auth_service.audit.models import AuditEvent
from shared.audit.api import AuditExportView, AuditReadView

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
        fields = AuditEvent.SEALED


@extend_schema_view(get=extend_schema(examples=[EXAMPLE]))
class AuditListView(AuditReadView):
    """Security-relevant acts, newest first. Reading is noted itself, once for each question."""

    serializer_class = SecurityEventOutput
    filterset_class = AuditFilter
    queryset: Any = AuditEvent.objects.none()


class ExportView(AuditExportView):
    filterset_class = AuditFilter
    fields = AuditEvent.SEALED
    queryset: Any = AuditEvent.objects.none()
