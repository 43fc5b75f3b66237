from collections import defaultdict

from django.db.models import Q

from ticket_service.tickets.models import Ticket


def locked_by_key(keys: list[tuple[str, str]]) -> dict[tuple[str, str], Ticket]:
    """The tickets that exist under (source_service, external_id), locked in the order of keys."""
    if not keys:
        return {}
    ids: dict[str, list[str]] = defaultdict(list)
    for source, external_id in keys:
        ids[source].append(external_id)
    wanted = Q()
    for source, external_ids in ids.items():
        wanted |= Q(source_service=source, external_id__in=external_ids)
    rows = Ticket.objects.filter(wanted).order_by("source_service", "external_id")
    return {(row.source_service, row.external_id): row for row in rows.select_for_update()}
