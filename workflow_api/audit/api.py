"""HTTP: reading the audit."""

from typing import Any

from django_filters import CharFilter, FilterSet, IsoDateTimeFilter, NumberFilter, UUIDFilter
from rest_framework import generics, serializers
from rest_framework.pagination import CursorPagination

from shared.identity.permissions import HasRight
from shared.identity.rights import Action
from workflow_api.audit.models import AuditEvent


class AuditEventOutput(serializers.ModelSerializer):
    """One change: who did what to which object, and how it looked before and after."""

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
            "task_id",
            "before",
            "after",
            "reason",
            "correlation_id",
            "address",
            "user_agent",
        ]


class AuditFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    task_id = NumberFilter()
    user_id = NumberFilter(field_name="actor_id")
    action = CharFilter()
    object_type = CharFilter()
    object_id = CharFilter()
    correlation_id = UUIDFilter()
    start_date = IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    end_date = IsoDateTimeFilter(field_name="at", lookup_expr="lt")

    class Meta:
        model = AuditEvent
        fields: list[str] = []


class AuditCursor(CursorPagination):
    """The audit grows without bound, so its pages are not counted."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100


class AuditListView(generics.ListAPIView):
    """What was done, newest first."""

    permission_classes = [HasRight(Action.AUDIT)]
    serializer_class = AuditEventOutput
    filterset_class = AuditFilter
    pagination_class = AuditCursor

    def get_queryset(self) -> Any:
        return AuditEvent.objects.all()
