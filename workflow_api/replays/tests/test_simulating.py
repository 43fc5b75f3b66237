"""One ticket through a draft or a version, over HTTP."""

import pytest
from django.apps import apps

from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    SendEmail,
)
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.calendars.tests.factories import make_calendar
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    CHECK_IN,
    MANAGER,
    act,
    build_world,
    make_task,
    person_of,
)
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db
TICKET = {"subject": "No network", "category": "IT Support", "sub_category": "Network"}


@pytest.fixture(autouse=True)
def world():
    build_world()


def network():
    return Workflow.objects.get(name="IT Network Support")


def simulate(*, who=ADMIN, workflow=None, **body):
    workflow = workflow or network()
    given = {"ticket": TICKET, "version": "draft", "choices": [], **body}
    known = {name: value for name, value in given.items() if value is not None}
    return make_client(who).post(f"/workflows/{workflow.pk}/simulate/", known)


def test_a_made_up_ticket_is_shown_step_by_step():
    answer = simulate(ticket={**TICKET, "priority": "high"}, choices=["diagnose-done"]).json()

    first, second = answer["steps"]
    assert (first["step"], first["taken"]) == ("diagnose", "diagnose-done")
    assert first["assignee"]["name"] == "Noor"
    assert first["candidates"] == [first["assignee"]]
    assert [action["transition"] for action in second["actions"]]
    assert (second["taken"], answer["ended"], answer["stuck"]) == (None, False, None)
    assert answer["deadline"] > second["step_deadline"]


def test_a_simulation_writes_nothing():
    def rows():
        return {model: model._default_manager.count() for model in apps.get_models()}

    before = rows()
    assert simulate(choices=["diagnose-done"]).status_code == 200

    assert rows() == before


def test_what_is_foretold_is_what_happens():
    make_task("HD-7", title="Laptop back", **CHECK_IN)
    workflow = Workflow.objects.get(name="Asset Check-in")
    task, choices = Task.objects.get(), ["inspect-done", "record-done"]
    for way in choices:
        item = task.items.get(closed_at=None)
        assert act(person_of(item), task.pk, way).status_code == 200

    answer = simulate(workflow=workflow, ticket=None, ticket_number="HD-7", choices=choices)

    told = [each for each in answer.json()["notices"] if not each["type"].startswith("sla_")]
    sent = [
        *(each.subject for each in outbox_messages(CreateAssignmentNotification)),
        *(each.subject for each in outbox_messages(CreateNotification)),
        *(each.subject for each in outbox_messages(SendEmail)),
    ]
    assert sorted(each["subject"] for each in told) == sorted(sent)
    assert answer.json()["ended"] is True
    assert answer.json()["end_action"]["system"] == "ams"


def test_a_choice_that_is_not_open_is_named():
    answer = simulate(choices=["diagnose-done", "nowhere"])

    assert answer.status_code == 422
    [problem] = answer.json()["details"]
    assert problem["field"] == "choices[1]"


def test_a_choice_after_the_end_is_named():
    workflow = Workflow.objects.get(name="Asset Check-in")
    ways = ["inspect-done", "record-done", "record-done"]
    answer = simulate(workflow=workflow, choices=ways)

    assert answer.json()["details"][0]["field"] == "choices[2]"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"ticket_number": "HD-1"}, "ticket"),
        ({"version": 0}, "version"),
        ({"version": "newest"}, "version"),
        ({"choices": "go"}, "choices"),
        ({"ticket": {**TICKET, "priority": "huge"}}, "ticket"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_named(body, field):
    answer = simulate(**body)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"].startswith(field)


def test_an_unknown_ticket_version_or_workflow_is_refused():
    workflow = network()

    assert simulate(ticket=None, ticket_number="HD-0").status_code == 422
    assert simulate(version=99).status_code == 404
    workflow.pk = 0
    assert simulate(workflow=workflow).status_code == 404


@pytest.mark.parametrize("who", [ALICE, MANAGER, AUDITOR, ANA])
def test_only_admins_simulate(who):
    assert simulate(who=who).status_code == 403


def test_deadlines_and_warnings_follow_the_calendar_and_the_ladder_of_the_workflow():
    calendar = make_calendar()
    ladder = [{"minutes": -60, "tell": ["manager"]}, {"percent": 100, "tell": ["assignee"]}]
    Workflow.objects.filter(pk=network().pk).update(calendar=calendar, ladder=ladder)
    saturday = "2026-11-21T10:00:00Z"

    answer = simulate(
        ticket={**TICKET, "priority": "urgent"},
        choices=["diagnose-done", "resolve-done"],
        started_at=saturday,
    ).json()

    # Four hours from nine in the morning of Monday, in Berlin.
    assert answer["deadline"] == "2026-11-23T12:00:00Z"
    [warning] = [each for each in answer["notices"] if each["type"] == "sla_warning"]
    assert (warning["at"], warning["to"]) == ("2026-11-23T11:00:00Z", "Managers")
    assert warning["subject"] == "1 h before the end of the SLA: No network"
