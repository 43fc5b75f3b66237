import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from auth_service.invitations.models import Invitation

Status = Invitation.Status


class InvitationFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    search = django_filters.CharFilter(
        method="matching", max_length=200, help_text="In address or full name"
    )
    status = django_filters.ChoiceFilter(method="in_state", choices=Status.choices)
    ordering = django_filters.OrderingFilter(fields=["created_at", "expires_at", "email"])

    class Meta:
        model = Invitation
        fields: list[str] = []

    def matching(
        self, invitations: QuerySet[Invitation], name: str, text: str
    ) -> QuerySet[Invitation]:
        return invitations.filter(Q(email__icontains=text) | Q(full_name__icontains=text))

    def in_state(
        self, invitations: QuerySet[Invitation], name: str, status: str
    ) -> QuerySet[Invitation]:
        if status == Status.ACCEPTED:
            return invitations.filter(accepted_at__isnull=False)
        if status == Status.REVOKED:
            return invitations.filter(revoked_at__isnull=False)
        is_open = Q(accepted_at=None, revoked_at=None)
        lapsed = Q(expires_at__lte=timezone.now())
        return invitations.filter(is_open & (lapsed if status == Status.EXPIRED else ~lapsed))
