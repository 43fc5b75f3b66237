import django_filters
from django.db.models import Q, QuerySet

from auth_service.accounts.models import User


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    search = django_filters.CharFilter(
        method="matching", max_length=200, help_text="In user name, address or full name"
    )
    department = django_filters.CharFilter(lookup_expr="iexact", max_length=100)
    is_active = django_filters.BooleanFilter()
    role = django_filters.CharFilter(
        method="holding", max_length=100, help_text="Name of a TTS role in force"
    )
    ordering = django_filters.OrderingFilter(
        fields=["id", "username", "email", "full_name", "department", "created_at"]
    )

    class Meta:
        model = User
        fields: list[str] = []

    def matching(self, people: QuerySet[User], name: str, text: str) -> QuerySet[User]:
        return people.filter(
            Q(username__icontains=text) | Q(email__icontains=text) | Q(full_name__icontains=text)
        )

    def holding(self, people: QuerySet[User], name: str, role: str) -> QuerySet[User]:
        return people.filter(
            assignments__is_active=True,
            assignments__role__is_active=True,
            assignments__role__name__iexact=role,
            assignments__role__system__name="TTS",
        )
