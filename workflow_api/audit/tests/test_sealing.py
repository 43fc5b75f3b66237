"""Whoever changes the audit past its guards, as only the database's owner can, is found out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from shared.audit.heads import head_of
from shared.audit.models import Seal, Unsealed
from shared.audit.sealing import seal_new_rows
from shared.audit.verifying import verify
from workflow_api.audit.actors import Actor
from workflow_api.audit.models import AuditEvent
from workflow_api.audit.services import record

pytestmark = pytest.mark.django_db


def write(count=1):
    """Audit rows, as any change writes them; their ids."""
    for n in range(count):
        record(
            actor=Actor.system("test"),
            action="thing.changed",
            object_type="thing",
            object_id=n,
            after={"n": n, "text": "Ünicode ☂", "number": 1.5},
        )
    newest = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)[:count]
    return sorted(newest)


def sealed(count):
    ids = write(count)
    assert seal_new_rows() == count
    return ids


def tamper(statement, *values, table="audit_auditevent"):
    """As somebody who owns the database and knows of the triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def found(**asked):
    return [(finding.kind, finding.event) for finding in verify(**asked).findings]


def test_an_untouched_audit_is_intact():
    sealed(5)

    report = verify()

    assert (report.intact, report.checked, report.waiting) == (True, 5, 0)
    assert Seal.objects.latest("seq").seq == 5


def test_what_is_new_waits_for_a_few_seconds_and_counts_as_intact():
    sealed(2)
    write(3)

    report = verify()

    assert (report.intact, report.checked, report.waiting) == (True, 2, 3)


def test_sealing_twice_seals_once():
    sealed(3)

    assert seal_new_rows() == 0
    assert Seal.objects.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        "actor_name = 'somebody else'",
        "at = at + interval '1 microsecond'",
        "before = '{}', after = '{\"n\": 2}'",
        "reason = 'because'",
        "address = '192.0.2.1'",
        "task_id = 7",
    ],
)
def test_a_row_that_was_altered_is_named(change):
    _, altered, _ = sealed(3)

    tamper(f"UPDATE audit_auditevent SET {change} WHERE id = %s", altered)

    assert found() == [("altered", altered)]


def test_a_row_that_was_removed_is_named():
    _, removed, _ = sealed(3)

    tamper("DELETE FROM audit_auditevent WHERE id = %s", removed)

    assert found() == [("removed", removed)]


def test_a_row_that_was_removed_before_its_seal_is_named():
    _, removed, _ = write(3)
    tamper("DELETE FROM audit_auditevent WHERE id = %s", removed)

    assert seal_new_rows() == 3

    assert found() == [("removed", removed)]


def test_a_row_that_was_removed_with_its_seal_leaves_a_gap():
    _, removed, _ = sealed(3)

    tamper("DELETE FROM audit_auditevent WHERE id = %s", removed)
    tamper("DELETE FROM audit_seal WHERE event = %s", removed, table="audit_seal")

    assert found() == [("broken", None)]


def test_a_row_without_its_seal_came_from_elsewhere():
    *_, bare = sealed(3)

    tamper("DELETE FROM audit_seal WHERE event = %s", bare, table="audit_seal")

    assert found() == [("inserted", bare)]


def test_a_row_that_was_put_in_past_the_sealing_is_named():
    [first] = sealed(1)
    columns = ", ".join(AuditEvent.SEALED[1:])

    tamper(
        f"INSERT INTO audit_auditevent ({columns})"
        f" SELECT {columns} FROM audit_auditevent WHERE id = %s",
        first,
    )

    assert found() == [("inserted", AuditEvent.objects.latest("pk").pk)]


def test_rows_that_changed_places_are_named():
    first, _, last = sealed(3)

    swap = "UPDATE audit_seal SET event = %s WHERE event = %s"
    tamper(swap, 0, first, table="audit_seal")
    tamper(swap, first, last, table="audit_seal")
    tamper(swap, last, 0, table="audit_seal")

    assert found() == [("altered", last), ("altered", first)]


def test_a_seal_made_anew_for_an_altered_row_breaks_the_chain():
    first, _ = sealed(2)
    tamper("DELETE FROM audit_seal WHERE event = %s", first, table="audit_seal")
    tamper("UPDATE audit_auditevent SET reason = 'nothing' WHERE id = %s", first)

    Unsealed.objects.create(event=first)
    seal_new_rows()

    assert ("broken", None) in found()


def test_a_chain_written_anew_lacks_the_seal_that_was_noted():
    ids = sealed(3)
    noted = head_of(verify().head)
    assert verify(head=noted).intact

    tamper("DELETE FROM audit_seal", table="audit_seal")
    tamper("UPDATE audit_auditevent SET reason = 'nothing' WHERE id = %s", ids[1])
    Unsealed.objects.bulk_create(Unsealed(event=event) for event in ids)
    seal_new_rows()

    assert verify().intact
    assert not verify(head=noted).intact


def test_days_are_linked(monkeypatch):
    yesterday = timezone.now() - timedelta(days=1)
    with monkeypatch.context() as earlier:
        earlier.setattr(timezone, "now", lambda: yesterday)
        sealed(2)
    today = sealed(2)

    first, last = Seal.objects.get(event=today[0]), Seal.objects.filter(day=yesterday.date())
    assert first.seq == 1
    assert bytes(first.previous) == bytes(last.latest("seq").hash)
    assert verify(first=timezone.now().date()).checked == 2
    assert verify(last=yesterday.date()).checked == 2

    tamper(
        "DELETE FROM audit_seal WHERE day = %s AND seq = 2", yesterday.date(), table="audit_seal"
    )
    assert ("broken", None) in found(first=timezone.now().date())


def test_a_clock_that_went_back_starts_no_earlier_day(monkeypatch):
    sealed(1)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2020, 1, 1, tzinfo=UTC))

    sealed(1)

    assert list(Seal.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert verify().intact


def test_the_role_of_the_processes_may_only_add(db):
    with connection.cursor() as cursor:
        for table in ("audit_auditevent", "audit_seal"):
            for right, granted in (
                ("INSERT", True),
                ("SELECT", True),
                ("UPDATE", False),
                ("DELETE", False),
                ("TRUNCATE", False),
            ):
                cursor.execute("SELECT has_table_privilege('workflow_app', %s, %s)", [table, right])
                assert cursor.fetchone() == (granted,), (table, right)


@pytest.mark.parametrize("statement", ["UPDATE audit_seal SET seq = 9", "DELETE FROM audit_seal"])
def test_a_seal_is_never_changed_or_removed(statement):
    sealed(1)

    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_command_says_what_it_found_and_fails(capsys):
    [removed] = sealed(1)
    call_command("verify_audit")
    assert '"intact": true' in capsys.readouterr().out
    tamper("DELETE FROM audit_auditevent WHERE id = %s", removed)

    with pytest.raises(SystemExit):
        call_command("verify_audit", "--from", "2020-01-01", "--to", str(date.max))

    assert '"removed": 1' in capsys.readouterr().out


def test_writing_costs_no_further_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        write_one()


def write_one():
    record(actor=Actor.system("test"), action="a.b", object_type="thing", object_id=1)


def test_every_column_is_sealed():
    assert {field.column for field in AuditEvent._meta.fields} == set(AuditEvent.SEALED)
