import django_filters
from django.db.models import Q, QuerySet

from auth_service.employees.models import Registration

DECIDABLE = [(value, value) for value in ("pending", "approved", "rejected")]


class RegistrationFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    search = django_filters.CharFilter(
        method="matching", max_length=200, help_text="In address or full name"
    )
    status = django_filters.ChoiceFilter(choices=DECIDABLE)
    ordering = django_filters.OrderingFilter(fields=["created_at", "decided_at", "email"])

    class Meta:
        model = Registration
        fields: list[str] = []

    def matching(
        self, registrations: QuerySet[Registration], name: str, text: str
    ) -> QuerySet[Registration]:
        return registrations.filter(Q(email__icontains=text) | Q(full_name__icontains=text))
