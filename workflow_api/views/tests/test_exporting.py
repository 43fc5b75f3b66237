"""Lists as files: what was chosen or all that match, whatever their length."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    NOOR,
    build_world,
    make_task,
)
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.views.columns import COLUMNS
from workflow_api.views.exporting import CELLS, CHUNK

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def export(who, **body):
    return make_client(who).post("/tasks/export/", body)


def read(answer):
    assert answer.status_code == 200, answer.json()
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_all_that_match_become_lines():
    make_task("HD-1", **ACCESS, priority="Urgent")
    make_task("HD-2", **ACCESS, priority="Low")
    task = make_task("HD-3", **ACCESS, priority="Urgent", title="A badge for Ana")

    found = read(export(ADMIN, filter={"priority": "urgent"}, columns=["number", "title", "sla"]))

    assert [line["task_number"] for line in found] == [task.number, f"T-{task.pk - 2}"]
    assert found[0] == {
        "task_number": task.number,
        "title": "A badge for Ana",
        "sla_state": "ok",
        "sla_deadline_utc": f"{task.sla_deadline:%Y-%m-%d %H:%M:%S}",
    }


def test_the_chosen_come_in_the_order_in_which_they_were_chosen():
    tasks = [make_task(f"HD-{number}", **ACCESS) for number in range(3)]
    order = [tasks[1].pk, tasks[2].pk, tasks[0].pk]

    found = read(export(ADMIN, task_ids=order, columns=["number"]))

    assert [line["task_number"] for line in found] == [f"T-{each}" for each in order]


def test_every_column_of_the_list_can_be_written():
    make_task("HD-1", **ACCESS)

    [line] = read(export(ADMIN, filter={"view": "all"}))

    assert set(CELLS) == set(COLUMNS)
    assert (line["ticket_number"], line["workflow"]) == ("HD-1", "IT Access Request")
    assert line["completed_utc"] == ""


def test_nobody_takes_away_what_they_do_not_see():
    foreign = make_task("HD-1")
    make_task("HD-2", **ACCESS)

    assert read(export(NOOR, filter={"view": "all"}, columns=["ticket_number"])) == [
        {"ticket_number": "HD-1"}
    ]
    assert read(export(ALICE, task_ids=[foreign.pk], columns=["ticket_number"])) == []


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_is_no_formula(title):
    task = make_task("HD-1", **ACCESS)
    Task.objects.filter(pk=task.pk).update(title=title)

    [line] = read(export(ADMIN, filter={"view": "all"}, columns=["title"]))

    assert line["title"] == f"'{title}"


def test_there_is_no_last_row_and_no_growing_cost():
    task = make_task("HD-1", **ACCESS)
    many = 2 * CHUNK + 7
    tickets = WorkflowTicket.objects.bulk_create(
        _copy(task.ticket, external_id=f"M-{n}", ticket_number=f"M-{n}") for n in range(many)
    )
    Task.objects.bulk_create(_copy(task, ticket=ticket) for ticket in tickets)

    with CaptureQueriesContext(connection) as queries:
        found = read(export(ADMIN, filter={"view": "all"}, columns=["ticket_number"]))

    assert len({line["ticket_number"] for line in found}) == len(found) == many + 1
    reading = [q for q in queries if q["sql"].lstrip().startswith(("SELECT", "WITH"))]
    assert len(reading) == 2 * 3


def _copy(row, **changes):
    fields = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    del fields[row._meta.pk.attname]
    return type(row)(
        **fields
        | {f"{k}_id" if k == "ticket" else k: getattr(v, "pk", v) for k, v in changes.items()}
    )


def test_it_is_noted_who_took_what():
    make_task("HD-1", **ACCESS)

    read(export(ALICE, filter={"view": "mine"}, columns=["title"]))

    noted = AuditEvent.objects.get(action="tasks.exported")
    assert (noted.actor_id, noted.after["chosen"]) == (ALICE.id, {"view": "mine"})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "task_ids"),
        ({"task_ids": [1], "filter": {}}, "task_ids"),
        ({"filter": {"colour": "red"}}, "filter.colour"),
        ({"filter": {}, "columns": ["colour"]}, "columns.0"),
        ({"filter": {}, "columns": []}, "columns"),
        ({"task_ids": [0]}, "task_ids.0"),
    ],
)
def test_what_is_asked_wrongly_is_named(body, field):
    answer = export(ALICE, **body)

    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["details"]] == [field]
