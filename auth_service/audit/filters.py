from typing import Any

import django_filters
from django.core.validators import validate_ipv46_address
from django.db.models import Q, QuerySet

from auth_service.audit.models import AuditEvent


class AuditFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    actor_id = django_filters.NumberFilter(min_value=0, max_value=2**63 - 1)
    user_id = django_filters.NumberFilter(method="of_person", min_value=0, max_value=2**63 - 1)
    action = django_filters.CharFilter(lookup_expr="startswith", max_length=60)
    object_type = django_filters.CharFilter(max_length=40)
    object_id = django_filters.CharFilter(max_length=100)
    correlation_id = django_filters.UUIDFilter()
    address = django_filters.CharFilter(max_length=45, validators=[validate_ipv46_address])
    start_date = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    end_date = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt")

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def of_person(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """What the person did, and what was done to them."""
        return queryset.filter(
            Q(actor_id=value) | Q(object_type="person", object_id=str(int(value)))
        )
