import django_filters

from notification_service.sendings.kinds import SENDABLE
from notification_service.sendings.models import Sending


class SendingFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    notification_type = django_filters.MultipleChoiceFilter(
        choices=[(name, name) for name in SENDABLE], distinct=False
    )
    user_email = django_filters.CharFilter(lookup_expr="iexact", max_length=254)
    start_date = django_filters.IsoDateTimeFilter(field_name="requested_at", lookup_expr="gte")
    end_date = django_filters.IsoDateTimeFilter(field_name="requested_at", lookup_expr="lt")

    class Meta:
        model = Sending
        fields: list[str] = []
