"""Reading the audit: filters, files of any length, and that it is noted who did so."""

import csv
import io
import json

import pytest
from django.db import connection

from shared.audit.models import Seal
from shared.audit.sealing import seal_new_rows
from shared.testing import make_client
from workflow_api.audit.actors import Actor
from workflow_api.audit.models import AuditEvent
from workflow_api.audit.services import record
from workflow_api.tasks.tests.world import ADMIN, ALICE, ANA, AUDITOR, COORDINATOR, MANAGER

pytestmark = pytest.mark.django_db


def make_event(**changes):
    facts = {"action": "thing.changed", "object_type": "thing", "object_id": 1}
    record(**{"actor": Actor.system("test"), **facts, **changes})
    return AuditEvent.objects.latest("pk").pk


def shown(query="", client=None):
    answer = (client or make_client(AUDITOR)).get(f"/audit/?{query}")
    assert answer.status_code == 200, answer.json()
    return [event["id"] for event in answer.json()["results"]]


def noted(action="audit.read"):
    return list(AuditEvent.objects.filter(action=action).order_by("pk"))


def exported(query="", client=None):
    answer = (client or make_client(AUDITOR)).get(f"/audit/export/?{query}")
    assert answer.status_code == 200, answer.json()
    return answer, b"".join(answer.streaming_content).decode()


def test_the_audit_is_filtered_by_task_person_act_object_time_and_words():
    by_rule = make_event()
    ana = Actor(kind="person", id=21, name="Ana Cruz")
    by_ana = make_event(
        actor=ana, action="task.hold", object_type="task", object_id=7, task_id=7, reason="Ill"
    )

    for query, found in {
        "task_id=7": [by_ana],
        "user_id=21": [by_ana],
        "actor_id=21": [by_ana],
        "action=thing.": [by_rule],
        "action=task.hold": [by_ana],
        "object=task": [by_ana],
        "object=task:7": [by_ana],
        "object=task:8": [],
        "object_type=thing&object_id=1": [by_rule],
        "search=ana": [by_ana],
        "search=ILL": [by_ana],
        "search=100%25": [],
        "start_date=2000-01-01T00:00:00Z&action=t": [by_ana, by_rule],
        "end_date=2000-01-01T00:00:00Z": [],
    }.items():
        assert shown(query) == found, query


def test_pages_follow_each_other_without_a_gap_while_rows_are_added():
    ids = [make_event() for _ in range(7)]
    client = make_client(AUDITOR)
    first = client.get("/audit/?action=thing&page_size=3").json()
    make_event()

    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    pages = [first, second, third]
    assert [event["id"] for page in pages for event in page["results"]] == ids[::-1]
    assert third["next"] is None


def test_a_question_is_noted_once_however_many_pages_answer_it():
    for _ in range(5):
        make_event()
    client = make_client(AUDITOR)

    page = client.get("/audit/?action=thing&page_size=2").json()
    client.get(page["next"])
    client.get("/audit/?action=thing&page_size=5")

    [event] = noted()
    assert (event.actor_id, event.after) == (AUDITOR.id, {"action": "thing"})
    assert (event.object_type, event.address) == ("audit", "127.0.0.1")


def test_another_question_or_another_person_is_noted_too():
    shown("task_id=7")
    shown("task_id=8")
    shown("task_id=7", make_client(ADMIN))

    assert [(e.actor_id, e.after) for e in noted()] == [
        (AUDITOR.id, {"task_id": "7"}),
        (AUDITOR.id, {"task_id": "8"}),
        (ADMIN.id, {"task_id": "7"}),
    ]


def test_a_refused_question_is_not_noted():
    make_client(AUDITOR).get("/audit/?colour=red")

    assert noted() == []


def test_the_export_holds_all_rows_that_the_filters_leave_and_is_noted():
    ids = [make_event(after={"step": "diagnose"}) for _ in range(3)]
    make_event(action="other.thing")

    answer, text = exported("action=thing.&format=jsonl")

    rows = [json.loads(line) for line in text.splitlines()]
    assert [row["id"] for row in rows] == ids[::-1]
    assert rows[0]["after"] == {"step": "diagnose"}
    assert answer["Content-Type"] == "application/x-ndjson"
    assert answer["Content-Disposition"].startswith('attachment; filename="audit-workflow_api-')
    [event] = noted("audit.exported")
    assert event.after == {"action": "thing.", "format": "jsonl"}


def test_a_table_for_spreadsheets_holds_no_formula():
    make_event(reason="=HYPERLINK(1)", after={"a": "x,y\n"})

    answer, text = exported("format=csv&action=thing")

    [row] = csv.DictReader(io.StringIO(text))
    assert answer["Content-Type"].startswith("text/csv")
    assert row["reason"] == "'=HYPERLINK(1)"
    assert json.loads(row["after"]) == {"a": "x,y\n"}
    assert (row["task_id"], row["actor_kind"]) == ("", "system")


def test_an_export_has_no_limit_of_rows(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditevent (at, actor_kind, actor_name, action, object_type,"
            " object_id, before, after, reason, user_agent) SELECT now(), 'system', 'bulk',"
            " 'bulk.made', 'thing', n, '{}', '{}', '', '' FROM generate_series(1, 4500) n"
        )

    _, text = exported("action=bulk")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["object_id"] for row in rows] == [str(n) for n in range(4500, 0, -1)]


def test_a_format_that_there_is_not_is_refused():
    answer = make_client(AUDITOR).get("/audit/export/?format=xlsx")

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "format"


def test_the_audit_is_verified_and_that_is_noted():
    make_event()
    seal_new_rows()

    report = make_client(AUDITOR).get("/audit/verify/").json()

    assert (report["intact"], report["checked"], report["findings"]) == (True, 1, [])
    [event] = noted("audit.verified")
    assert event.after == {"intact": True, "checked": 1}
    assert make_client(AUDITOR).get(f"/audit/verify/?head={report['head']}").json()["intact"]


def test_what_was_altered_is_named_in_the_report():
    altered = make_event()
    seal_new_rows()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditevent SET reason = 'x' WHERE id = %s", [altered])

    report = make_client(ADMIN).get("/audit/verify/").json()

    assert (report["intact"], report["counts"]) == (False, {"altered": 1})
    assert report["findings"][0]["event"] == altered
    assert Seal.objects.count() == 1


@pytest.mark.parametrize(
    "query", ["head=abc", "start_date=yesterday", "end_date=2026-13-01", "colour=red"]
)
def test_a_bad_question_about_the_chain_is_refused_by_name(query):
    answer = make_client(AUDITOR).get(f"/audit/verify/?{query}")

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("who", [ALICE, MANAGER, COORDINATOR, ANA])
@pytest.mark.parametrize("path", ["/audit/export/", "/audit/verify/"])
def test_nobody_else_exports_or_verifies_it(who, path):
    assert make_client(who).get(path).status_code == 403
    assert AuditEvent.objects.count() == 0
