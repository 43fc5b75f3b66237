import django_filters

from shared.trigrams import any_has
from ticket_service.tickets.models import Ticket, TicketPriority, TicketQuerySet, TicketStatus


class TicketFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """Texts are compared in any case; `search` looks into number, subject and description."""

    # A column of the ticket itself finds nothing twice, and DISTINCT would sort all that is found.
    status = django_filters.MultipleChoiceFilter(choices=TicketStatus.choices, distinct=False)
    priority = django_filters.MultipleChoiceFilter(choices=TicketPriority.choices, distinct=False)
    category = django_filters.CharFilter(lookup_expr="iexact")
    sub_category = django_filters.CharFilter(lookup_expr="iexact")
    department = django_filters.CharFilter(lookup_expr="iexact")
    source_service = django_filters.CharFilter(lookup_expr="iexact")
    search = django_filters.CharFilter(method="search_text", max_length=200)
    ordering = django_filters.OrderingFilter(
        fields=["received_at", "submitted_at", "status_changed_at", "number"]
    )

    class Meta:
        model = Ticket
        fields: list[str] = []

    def search_text(self, tickets: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return tickets.filter(any_has(value, "number", "subject", "description"))
