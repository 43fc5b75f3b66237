"""HTTP: reading the audit."""

from typing import Any

from django_filters import NumberFilter
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from shared.audit.api import AuditExportView, AuditReadView
from shared.audit.filters import CommonAuditFilter
from workflow_api.audit.models import AuditEvent

EXAMPLE = OpenApiExample(
    "A step was finished",
    value={
        "id": 4711,
        "at": "2026-03-02T09:14:03Z",
        "actor_kind": "person",
        "actor_id": 12,
        "actor_name": "Maria Reyes",
        "action": "task.transition",
        "object_type": "task",
        "object_id": "456",
        "task_id": 456,
        "before": {"status": "pending", "step": "diagnose"},
        "after": {"status": "in_progress", "step": "resolve"},
        "reason": "A cable was loose",
        "correlation_id": "3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1",
        "address": "192.0.2.7",
        "user_agent": "Mozilla/5.0",
    },
)


class AuditEventOutput(serializers.ModelSerializer):
    """One change: who did what to which object, and how it looked before and after."""

    class Meta:
        model = AuditEvent
        fields = AuditEvent.SEALED


class AuditFilter(CommonAuditFilter):
    task_id = NumberFilter(min_value=0, max_value=2**63 - 1)
    user_id = NumberFilter(field_name="actor_id", min_value=0, max_value=2**63 - 1)

    class Meta:
        model = AuditEvent
        fields: list[str] = []


@extend_schema_view(get=extend_schema(examples=[EXAMPLE]))
class AuditListView(AuditReadView):
    """What was done, newest first. Reading is noted itself, once for each question."""

    serializer_class = AuditEventOutput
    filterset_class = AuditFilter
    queryset: Any = AuditEvent.objects.none()


class ExportView(AuditExportView):
    filterset_class = AuditFilter
    fields = AuditEvent.SEALED
    queryset: Any = AuditEvent.objects.none()
