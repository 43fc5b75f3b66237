from typing import Any

import django_filters
from django.core.validators import validate_ipv46_address
from django.db.models import Q, QuerySet

from auth_service.audit.models import AuditEvent
from shared.audit.filters import CommonAuditFilter


class AuditFilter(CommonAuditFilter):
    user_id = django_filters.NumberFilter(method="of_person", min_value=0, max_value=2**63 - 1)
    address = django_filters.CharFilter(max_length=45, validators=[validate_ipv46_address])

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def of_person(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """What the person did, and what was done to them."""
        return queryset.filter(
            Q(actor_id=value) | Q(object_type="person", object_id=str(int(value)))
        )
