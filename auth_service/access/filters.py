import django_filters

from auth_service.access.models import Role, RoleAssignment, System


class SystemFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    search = django_filters.CharFilter("name", lookup_expr="icontains", max_length=100)

    class Meta:
        model = System
        fields: list[str] = []


class RoleFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    system = django_filters.CharFilter("system__name", lookup_expr="iexact", max_length=32)
    is_active = django_filters.BooleanFilter()
    search = django_filters.CharFilter("name", lookup_expr="icontains", max_length=100)
    ordering = django_filters.OrderingFilter(fields=["id", "name", "created_at"])

    class Meta:
        model = Role
        fields: list[str] = []


class AssignmentFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    user_id = django_filters.NumberFilter("user_id")
    role_id = django_filters.NumberFilter("role_id")
    role_name = django_filters.CharFilter("role__name", lookup_expr="iexact", max_length=100)
    system = django_filters.CharFilter("role__system__name", lookup_expr="iexact", max_length=32)
    ordering = django_filters.OrderingFilter(fields=["id", "assigned_at", "user_id"])

    class Meta:
        model = RoleAssignment
        fields: list[str] = []
