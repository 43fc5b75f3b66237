"""The audit of this service is sealed as workflow_api's is; the chain is tried out there."""

from django.db import connection

from auth_service.audit.models import AuditEvent
from auth_service.audit.services import record
from shared.audit.sealing import seal_new_rows
from shared.audit.verifying import verify


def test_a_row_that_was_altered_is_named(world):
    record(action="thing.changed", object_type="thing", object_id=1)
    seal_new_rows()
    assert verify().intact
    altered = AuditEvent.objects.latest("pk")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditevent SET actor_name = 'x' WHERE id = %s", [altered.pk])

    assert [(one.kind, one.event) for one in verify().findings] == [("altered", altered.pk)]


def test_every_column_is_sealed():
    assert {field.column for field in AuditEvent._meta.fields} == set(AuditEvent.SEALED)
