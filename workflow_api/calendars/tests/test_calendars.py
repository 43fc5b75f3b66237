"""Calendars over HTTP."""

import pytest
from django.db import DatabaseError, transaction

from shared.testing import make_client, service_client
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR, COORDINATOR, MANAGER, person
from workflow_api.audit.models import AuditEvent
from workflow_api.calendars.models import Calendar, CalendarVersion
from workflow_api.calendars.tests.factories import OFFICE_HOURS, calendar_body, make_calendar
from workflow_api.workflows.tests.factories import make_deployed, make_draft

pytestmark = pytest.mark.django_db
NOBODY = person(99, "nobody")


@pytest.fixture
def admin():
    return make_client(ADMIN)


def fields_of(answer):
    return [detail["field"] for detail in answer.json()["details"]]


def test_a_calendar_is_made_and_read(admin):
    made = admin.post("/calendars/", calendar_body(holidays=[{"date": "2026-12-25"}]))

    assert made.status_code == 201, made.json()
    read = admin.get(f"/calendars/{made.json()['id']}/")
    body = read.json()
    assert (body["key"], body["weekly_seconds"], body["holiday_count"]) == (
        "berlin-office",
        40 * 3600,
        1,
    )
    assert body["holidays"] == [{"date": "2026-12-25", "name": "", "starts": None, "ends": None}]
    assert read["ETag"] == made["ETag"] == '"1"'
    assert AuditEvent.objects.get(action="calendar.created").after["time_zone"] == "Europe/Berlin"


WRONG = [
    ({"name": ""}, "name"),
    ({"time_zone": "Middle/Earth"}, "time_zone"),
    ({"slots": []}, "slots"),
    ({"slots": [{"weekday": 9, "starts": "09:00", "ends": "10:00"}]}, "slots.0.weekday"),
    ({"slots": [{"weekday": 1, "starts": "nine", "ends": "10:00"}]}, "slots[0].starts"),
    ({"holidays": [{"date": "soon"}]}, "holidays.0.date"),
    ({"hours": "all"}, "hours"),
]


@pytest.mark.parametrize(("change", "field"), WRONG, ids=[field for _, field in WRONG])
def test_a_calendar_that_makes_no_sense_is_refused_naming_the_place(admin, change, field):
    answer = admin.post("/calendars/", calendar_body(**change))

    assert answer.status_code == 400
    assert fields_of(answer) == [field]
    assert not Calendar.objects.exists()


def test_two_calendars_do_not_share_a_name(admin):
    make_calendar("Manila")

    answer = admin.post("/calendars/", calendar_body("MANILA"))

    assert (answer.status_code, fields_of(answer)) == (409, ["name"])


def test_an_edit_makes_a_new_version_and_keeps_the_old_one(admin):
    calendar = make_calendar()
    url = f"/calendars/{calendar.pk}/"

    changed = admin.put(url, calendar_body(slots=OFFICE_HOURS[:4]), headers={"If-Match": '"1"'})

    assert (changed.status_code, changed.json()["number"], changed["ETag"]) == (200, 2, '"2"')
    versions = admin.get(f"{url}versions/").json()["results"]
    assert [len(each["content"]["slots"]) for each in versions] == [4, 5]


def test_another_name_alone_makes_no_version(admin):
    calendar = make_calendar()

    renamed = admin.put(f"/calendars/{calendar.pk}/", calendar_body("Office in Berlin"))

    assert (renamed.json()["name"], renamed.json()["number"]) == ("Office in Berlin", 1)


def test_a_stale_edit_is_refused(admin):
    calendar = make_calendar()
    url = f"/calendars/{calendar.pk}/"
    admin.put(url, calendar_body(slots=OFFICE_HOURS[:4]), headers={"If-Match": '"1"'})

    late = admin.put(url, calendar_body(slots=OFFICE_HOURS[:3]), headers={"If-Match": '"1"'})

    assert (late.status_code, late["ETag"]) == (412, '"2"')


def test_a_version_can_never_be_altered():
    version = CalendarVersion.objects.get(calendar=make_calendar())

    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        CalendarVersion.objects.filter(pk=version.pk).update(number=7)


def test_a_calendar_nobody_uses_is_removed(admin):
    calendar = make_calendar()

    assert admin.delete(f"/calendars/{calendar.pk}/").status_code == 204
    assert not Calendar.objects.exists()


def test_a_calendar_in_use_is_not_removed_and_the_answer_names_its_users(admin):
    calendar = make_calendar()
    drawn = make_draft(calendar=calendar.key)
    deployed = make_deployed(calendar=calendar.key).workflow
    admin.patch(f"/workflows/{deployed.pk}/", {"calendar": None})

    answer = admin.delete(f"/calendars/{calendar.pk}/")

    assert answer.status_code == 409
    named = {detail["message"] for detail in answer.json()["details"]}
    assert named == {f"{drawn.name} counts in it", f"{deployed.name} counts in it"}


def test_a_workflow_names_its_calendar_and_its_ladder(admin):
    make_calendar("Manila")
    workflow = make_draft()
    ladder = [{"percent": 100, "minutes": None, "tell": ["manager"], "escalate": False}]

    changed = admin.patch(
        f"/workflows/{workflow.pk}/", {"calendar": "manila", "ladder": ladder}
    ).json()

    assert (changed["calendar"], changed["ladder"]) == ("manila", ladder)
    exported = admin.get(f"/workflows/{workflow.pk}/export/").json()
    assert (exported["calendar"], exported["ladder"]) == ("manila", ladder)


def test_an_unknown_calendar_and_a_senseless_ladder_are_refused(admin):
    workflow = make_draft()
    url = f"/workflows/{workflow.pk}/"

    unknown = admin.patch(url, {"calendar": "atlantis"})
    ladder = admin.patch(url, {"ladder": [{"percent": 50, "tell": ["manager"]}]})

    assert (unknown.status_code, fields_of(unknown)) == (400, ["calendar"])
    assert (ladder.status_code, fields_of(ladder)) == (400, ["ladder"])


@pytest.mark.parametrize(
    ("rung", "field"),
    [
        ({"percent": 80}, "ladder.1.tell"),
        ({"percent": 0, "tell": ["manager"]}, "ladder.1.percent"),
        ({"percent": 5, "minutes": 5, "tell": ["manager"]}, "ladder.1.percent"),
        ({"percent": 100, "tell": ["admin"]}, "ladder.1"),
        ({"percent": 80, "tell": ["everybody"]}, "ladder.1.tell.0"),
    ],
)
def test_a_senseless_rung_is_named(admin, rung, field):
    breach = {"percent": 100, "tell": ["manager"]}

    answer = admin.patch(f"/workflows/{make_draft().pk}/", {"ladder": [breach, rung]})

    assert (answer.status_code, fields_of(answer)) == (400, [field])


def test_the_preview_says_when_eight_hours_are_over(admin):
    body = {
        "time_zone": "Europe/Berlin",
        "slots": OFFICE_HOURS,
        "starts_at": "2026-11-20T15:00:00+01:00",
        "seconds": 8 * 3600,
    }

    answer = admin.post("/calendars/preview/", body).json()

    assert answer["due_at"] == "2026-11-23T14:00:00Z"
    assert [window["starts_at"] for window in answer["windows"]] == [
        "2026-11-20T14:00:00Z",
        "2026-11-23T08:00:00Z",
    ]


def test_the_list_costs_the_same_however_long(admin, django_assert_num_queries):
    for number in range(3):
        make_calendar(f"Office {number}")
    admin.get("/calendars/")

    with django_assert_num_queries(1):
        few = admin.get("/calendars/")
    for number in range(3, 9):
        make_calendar(f"Office {number}")
    admin.get("/calendars/")

    with django_assert_num_queries(1):
        many = admin.get("/calendars/")
    assert (few.json()["count"], many.json()["count"]) == (3, 9)


@pytest.mark.parametrize("caller", [ADMIN, MANAGER, COORDINATOR, ALICE, AUDITOR, ANA, NOBODY])
def test_staff_reads_and_admins_change(caller):
    calendar = make_calendar()
    client, url = make_client(caller), f"/calendars/{calendar.pk}/"
    reads = caller not in (ANA, NOBODY)

    answers = [client.get("/calendars/"), client.get(url), client.get("/recounts/")]
    changes = [
        client.post("/calendars/", calendar_body("New")),
        client.put(url, calendar_body()),
        client.post(f"{url}holidays/import/", {"ical": "x"}),
        client.delete(url),
    ]

    assert {answer.status_code for answer in answers} == {200 if reads else 403}
    if caller is ADMIN:
        assert [answer.status_code for answer in changes] == [201, 200, 400, 204]
    else:
        assert {answer.status_code for answer in changes} == {403}


def test_a_service_reads_with_the_scope_alone():
    make_calendar()

    assert service_client("ticket_service", "workflows.read").get("/calendars/").status_code == 200
    assert service_client("ticket_service", "users.read").get("/calendars/").status_code == 403
