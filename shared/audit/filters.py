"""Filters that the audits of all services have."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from shared.trigrams import any_has


class CommonAuditFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """`action` matches from its beginning (`task.`), `object` is a type, or a type and an id
    (`task:7`), `search` looks into names, acts, ids and reasons."""

    action = django_filters.CharFilter(lookup_expr="startswith", max_length=60)
    object = django_filters.CharFilter(method="of_object", max_length=150)
    object_type = django_filters.CharFilter(max_length=40)
    object_id = django_filters.CharFilter(max_length=100)
    actor_id = django_filters.NumberFilter(min_value=0, max_value=2**63 - 1)
    correlation_id = django_filters.UUIDFilter()
    start_date = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    end_date = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt")
    search = django_filters.CharFilter(method="containing", max_length=200)

    def of_object(self, events: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        kind, colon, identity = value.partition(":")
        found = events.filter(object_type=kind)
        return found.filter(object_id=identity) if colon else found

    def containing(self, events: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return events.filter(any_has(value, "actor_name", "action", "object_id", "reason"))
