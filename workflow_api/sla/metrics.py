"""Whether deadlines are looked at in time."""

from django.db.models import Min
from django.utils import timezone

from shared.observability.asked import AskedGauge
from workflow_api.tasks.models import Task


def _scan_late_seconds() -> float:
    now = timezone.now()
    oldest = Task.objects.filter(next_rung_at__lte=now).aggregate(at=Min("next_rung_at"))["at"]
    return (now - oldest).total_seconds() if oldest else 0.0


AskedGauge(
    "tts_sla_scan_late_seconds",
    "For how long the oldest warning or breach that is due has not been given.",
    _scan_late_seconds,
)
