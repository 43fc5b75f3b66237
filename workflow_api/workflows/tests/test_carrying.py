"""Calendar and ladder go wherever a definition goes."""

import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN
from workflow_api.calendars.models import Calendar
from workflow_api.calendars.tests.factories import make_calendar
from workflow_api.engine.ladder import DEFAULT_LADDER
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.tests.factories import make_deployed, make_draft, workflow_document

pytestmark = pytest.mark.django_db
STRICT = [
    {"percent": None, "minutes": -30, "tell": ["assignee"], "escalate": False},
    {"percent": 100, "minutes": None, "tell": ["manager", "admin"], "escalate": True},
]
DEFAULT = [rung.as_dict() for rung in DEFAULT_LADDER]
IMPORT = "/workflows/import/"


@pytest.fixture
def admin():
    return make_client(ADMIN)


@pytest.fixture
def version():
    """Deployed without a calendar; the draft has one, and a ladder, by now."""
    return make_deployed()


@pytest.fixture
def office():
    return make_calendar("Manila")


def settle(admin, workflow_id, **fields):
    answer = admin.patch(f"/workflows/{workflow_id}/", fields)
    assert answer.status_code == 200, answer.json()


def of(admin, workflow_id):
    found = admin.get(f"/workflows/{workflow_id}/").json()
    return found["calendar"], found["ladder"]


def test_a_version_keeps_what_it_was_deployed_with(admin, version, office):
    settle(admin, version.workflow_id, calendar="manila", ladder=STRICT)
    admin.post(f"/workflows/{version.workflow_id}/deploy/")
    settle(admin, version.workflow_id, calendar=None, ladder=[])

    frozen = [
        admin.get(f"/workflows/{version.workflow_id}/versions/{number}/export/").json()
        for number in (1, 2)
    ]

    assert [each["calendar"] for each in frozen] == ["", "manila"]
    assert [each["ladder"] for each in frozen] == [DEFAULT, STRICT]


def test_a_comparison_tells_both(admin, version, office):
    settle(admin, version.workflow_id, calendar="manila", ladder=STRICT)

    [change] = admin.get(f"/workflows/{version.workflow_id}/compare/").json()["changes"]

    assert (change["element"], change["fields"]) == (
        "workflow",
        [
            {"field": "calendar", "before": "", "after": "manila"},
            {"field": "ladder", "before": DEFAULT, "after": STRICT},
        ],
    )


def test_a_restored_version_brings_both_back(admin, version, office):
    settle(admin, version.workflow_id, calendar="manila", ladder=STRICT)
    admin.post(f"/workflows/{version.workflow_id}/deploy/")
    settle(admin, version.workflow_id, calendar=None, ladder=[])

    admin.post(f"/workflows/{version.workflow_id}/versions/2/restore/")
    assert of(admin, version.workflow_id) == ("manila", STRICT)

    admin.post(f"/workflows/{version.workflow_id}/versions/1/restore/")
    assert of(admin, version.workflow_id) == (None, DEFAULT)


def test_a_calendar_of_a_version_stays_for_whoever_restores_it(admin, version, office):
    settle(admin, version.workflow_id, calendar="manila")
    admin.post(f"/workflows/{version.workflow_id}/deploy/")
    settle(admin, version.workflow_id, calendar=None)

    assert admin.delete(f"/calendars/{office.pk}/").status_code == 409
    assert Calendar.objects.filter(key="manila").exists()


def test_a_clone_has_both(admin, office):
    workflow = make_draft(calendar="manila", ladder=STRICT)

    clone = admin.post(f"/workflows/{workflow.pk}/clone/").json()

    assert (clone["calendar"], clone["ladder"]) == ("manila", STRICT)


def test_both_travel_in_an_export(admin, office):
    document = workflow_document(calendar="manila", ladder=STRICT)

    made = admin.post(IMPORT, document).json()["workflow"]

    assert of(admin, made["id"]) == ("manila", STRICT)


def test_a_dry_run_refuses_what_an_import_refuses(admin):
    document = workflow_document(calendar="atlantis")

    foretold = admin.post(f"{IMPORT}?dry_run=true", document).json()
    answer = admin.post(IMPORT, document)

    assert (foretold["would"], answer.status_code) == ("refuse", 400)
    first = foretold["problems"][0]
    assert (first["code"], first["element"], first["field"]) == (
        "calendar_unknown",
        "workflow",
        "calendar",
    )
    assert [each["field"] for each in answer.json()["details"]] == ["calendar"]
    assert not Workflow.objects.exists()


def test_a_dry_run_takes_what_an_import_takes(admin, office):
    document = workflow_document(calendar="manila", ladder=STRICT)

    assert admin.post(f"{IMPORT}?dry_run=true", document).json()["would"] == "create"


def test_a_template_counts_every_hour_until_somebody_chooses(admin):
    for template in admin.get("/workflows/templates/").json()["results"]:
        made = admin.post(f"/workflows/templates/{template['key']}/").json()

        assert made["calendar"] is None
        assert "100%" in [f"{rung['percent']}%" for rung in made["ladder"]]


def test_who_saves_over_a_changed_calendar_is_told_of_it(admin, office):
    workflow = make_draft()
    settle(admin, workflow.pk, calendar="manila", version=1)

    stale = admin.patch(f"/workflows/{workflow.pk}/", {"name": "Mine", "version": 1})

    assert stale.status_code == 409
    [change] = stale.json()["conflict"]["changes"]
    assert change["fields"] == [{"field": "calendar", "before": "", "after": "manila"}]
