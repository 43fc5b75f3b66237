from datetime import datetime

from workflow_api.bulk.models import BulkJob


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` jobs from before then that do not run; what they did stays."""
    old = BulkJob.objects.filter(created_at__lt=before).exclude(state=BulkJob.State.RUNNING)
    keys = list(old.order_by("created_at").values_list("pk", flat=True)[:limit])
    BulkJob.objects.filter(pk__in=keys).delete()
    return len(keys)
