"""Years of audit: each filter that finds little finds it by an index."""

import uuid

import pytest

from shared.testing.plans import fill_audit, plan_of
from workflow_api.audit.api import AuditFilter
from workflow_api.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
WANTED = uuid.UUID(int=7)


@pytest.fixture
def years():
    fill_audit(AuditEvent, "task_id")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ({"search": "number 1234"}, "audit_search"),
        ({"correlation_id": str(WANTED)}, "audit_by_correlation"),
        ({"task_id": 7}, "audit_by_task"),
        ({"user_id": 7}, "audit_by_actor"),
        ({"action": "thing7."}, "audit_by_action_begin"),
        ({"object": "thing:7"}, "audit_by_object"),
        ({"start_date": "2999-01-01T00:00:00Z"}, "audit_by_time"),
        ({"end_date": "2000-01-01T00:00:00Z"}, "audit_by_time"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_little_is_found_by_an_index(years, query, index):
    found = AuditFilter(query, queryset=AuditEvent.objects.all()).qs

    assert index in plan_of(found)
