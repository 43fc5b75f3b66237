"""People say when they work; whoever directs them may say it for them."""

from datetime import datetime, timedelta

import pytest

from auth_service.availability.models import Leave
from auth_service.availability.services import MOST_LEAVES, add_leave, purge
from auth_service.tests.make import at_once, bearer, client_of, make_person, program, sign_in
from shared.contracts.roles import SyncAvailability
from shared.testing.messages import outbox_messages

PATH = "/api/v1/availability/"
LEAVES = f"{PATH}leaves/"
LEAVE = {
    "starts_at": "2026-12-21T00:00",
    "ends_at": "2027-01-04T00:00",
    "time_zone": "Europe/Berlin",
}
MONDAY = {"weekday": 1, "starts": "08:00", "ends": "17:00"}
FRIDAY = {"weekday": 5, "starts": "22:00", "ends": "06:00"}
WEEK = {
    "time_zone": "Europe/Berlin",
    "shifts": [FRIDAY, MONDAY],
}


@pytest.fixture
def maria(world):
    return client_of(world.agent)


def announced():
    return [message.payload["availability"] for message in outbox_messages(SyncAvailability)]


def test_whoever_said_nothing_is_available_at_any_hour(maria, world):
    answer = maria.get(PATH)

    assert answer.json() == {
        "user_id": world.agent.pk,
        "time_zone": "UTC",
        "shifts": [],
        "leaves": [],
        "is_available": True,
        "reason": "",
        "until": None,
    }
    assert answer["ETag"] == '"0"'


def test_the_week_is_replaced_and_announced(maria, world):
    answer = maria.put(PATH, WEEK)

    assert answer.status_code == 200
    assert [shift["weekday"] for shift in answer.json()["shifts"]] == [1, 5]
    assert announced() == [
        {
            "user_id": world.agent.pk,
            "time_zone": "Europe/Berlin",
            "shifts": [MONDAY, FRIDAY],
            "leaves": [],
            "version": 1,
        }
    ]


def test_a_time_without_an_offset_is_one_of_the_clock_in_the_zone_given(maria):
    made = maria.post(LEAVES, LEAVE).json()

    assert made["starts_at"] == "2026-12-21T00:00:00+01:00"
    assert announced()[0]["leaves"] == [
        {
            "starts_at": "2026-12-20T23:00:00+00:00",
            "ends_at": "2027-01-03T23:00:00+00:00",
            "time_zone": "Europe/Berlin",
            "stand_in_id": None,
        }
    ]


def test_leave_over_the_change_of_clocks_keeps_both_offsets(maria):
    times = {"starts_at": "2027-03-27T12:00", "ends_at": "2027-03-29T12:00"}

    made = maria.post(LEAVES, {**LEAVE, **times}).json()

    assert made["starts_at"] == "2027-03-27T12:00:00+01:00"
    assert made["ends_at"] == "2027-03-29T12:00:00+02:00"


def test_during_leave_the_answer_says_until_when(maria, world, clock):
    add_leave(
        user_id=world.agent.pk,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=7),
        time_zone="Europe/Berlin",
    )

    answer = maria.get(PATH).json()

    assert answer["is_available"] is False
    assert answer["reason"].startswith("on leave until ")
    assert datetime.fromisoformat(answer["until"]) == clock.now() + timedelta(days=7)


def test_a_note_stays_here_and_leave_can_be_changed_and_removed(maria):
    made = maria.post(LEAVES, {**LEAVE, "note": "Operation"}).json()
    path = f"{LEAVES}{made['id']}/"

    changed = maria.put(path, {**LEAVE, "ends_at": "2027-01-11T00:00"}).json()
    removed = maria.delete(path)

    assert (changed["ends_at"], removed.status_code) == ("2027-01-11T00:00:00+01:00", 204)
    assert [len(each["leaves"]) for each in announced()] == [1, 1, 0]
    assert [each["version"] for each in announced()] == [1, 2, 3]
    assert "Operation" not in str(announced())
    assert maria.get(path).status_code == 404


def test_a_newer_state_is_not_overwritten(maria):
    seen = {"If-Match": maria.get(PATH)["ETag"]}
    maria.post(LEAVES, LEAVE)

    late = maria.put(PATH, WEEK, headers=seen)

    assert (late.status_code, late["ETag"]) == (412, '"1"')
    assert maria.get(PATH).json()["shifts"] == []


def test_a_leave_is_entered_once_however_often_the_form_is_sent(maria):
    for _ in range(2):
        assert maria.post(LEAVES, LEAVE, headers={"Idempotency-Key": "1"}).status_code == 201

    assert Leave.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": "2026-12-21T00:00"}, "ends_at"),
        ({"ends_at": "2029-12-21T00:00"}, "ends_at"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"starts_at": "2026-02-30T00:00"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00+14:00"}, "starts_at"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"stand_in_id": 10**9}, "stand_in_id"),
        ({"note": "x" * 501}, "note"),
        ({"why": "x"}, "why"),
    ],
)
def test_bad_leave_is_refused_by_field(maria, changes, field):
    answer = maria.post(LEAVES, {**LEAVE, **changes})

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field
    assert announced() == []


def test_nobody_stands_in_for_themselves_nor_somebody_inactive(maria, world):
    away = make_person("away", is_active=False)
    for user in (world.agent, away):
        answer = maria.post(LEAVES, {**LEAVE, "stand_in_id": user.pk})
        assert answer.json()["details"][0]["field"] == "stand_in_id"


@pytest.mark.parametrize(
    "shifts",
    [
        [(1, "08:00", "12:00"), (1, "11:59", "17:00")],
        [(1, "22:00", "06:00"), (2, "05:00", "09:00")],
        [(7, "22:00", "06:00"), (1, "05:00", "09:00")],
        [(1, "08:00", "12:00"), (1, "08:00", "12:00")],
    ],
    ids=["a day", "overnight", "from Sunday to Monday", "the same"],
)
def test_shifts_that_overlap_are_refused(maria, shifts):
    week = [{"weekday": day, "starts": starts, "ends": ends} for day, starts, ends in shifts]

    answer = maria.put(PATH, {"time_zone": "UTC", "shifts": week})

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, "shifts")


def test_whoever_directs_may_enter_leave_of_others(world, maria):
    manager = client_of(make_person("manager", "Manager", department="it"))
    foreign = client_of(make_person("foreign", "Manager", department="Finance"))
    of_maria = f"?user={world.agent.pk}"

    made = {
        name: client.post(LEAVES + of_maria, LEAVE).status_code
        for name, client in {
            "admin": client_of(world.admin),
            "manager": manager,
            "foreign": foreign,
            "auditor": client_of(world.auditor),
            "colleague": client_of(make_person("joe", "IT Support")),
        }.items()
    }

    assert made == {
        "admin": 201,
        "manager": 201,
        "foreign": 404,
        "auditor": 404,
        "colleague": 404,
    }
    assert client_of(world.auditor).get(PATH + of_maria).status_code == 200
    assert foreign.get(PATH + of_maria).status_code == 404
    assert program("ticket_service", "users.read").get(PATH).status_code == 403


def test_leave_of_another_person_is_not_found_by_its_number(world, maria):
    made = client_of(world.admin).post(LEAVES, LEAVE).json()

    assert maria.delete(f"{LEAVES}{made['id']}/").status_code == 404
    assert Leave.objects.count() == 1


def test_nobody_enters_leave_without_end(world, maria):
    for _ in range(MOST_LEAVES):
        assert maria.post(LEAVES, LEAVE).status_code == 201

    assert maria.post(LEAVES, LEAVE).status_code == 409


def test_leave_is_forgotten_a_year_after_it_ended(maria, clock):
    maria.post(LEAVES, LEAVE)

    clock.advance(days=365)
    purge()
    assert Leave.objects.count() == 1

    clock.advance(days=60)
    purge()
    assert Leave.objects.count() == 0


def test_an_anonymised_person_has_no_leave_and_others_are_told(world, maria):
    maria.post(LEAVES, LEAVE)
    admin = client_of(world.admin)

    exported = admin.get(f"/api/v1/users/{world.agent.pk}/export/").json()
    admin.post(f"/api/v1/users/{world.agent.pk}/anonymise/", {"username": "maria.reyes"})

    assert len(exported["leaves"]) == 1
    assert not Leave.objects.exists()
    assert announced()[-1]["leaves"] == []


def test_the_snapshot_says_what_the_message_says(world, maria):
    maria.put(PATH, WEEK)
    maria.post(LEAVES, LEAVE)

    snapshot = program("workflow_api", "roles.read").get("/api/v1/tts/role-snapshot/").json()

    told = announced()[-1]
    [listed] = snapshot["availability"]
    assert listed["shifts"] == told["shifts"]
    assert (listed["version"], len(listed["leaves"])) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_time_all_count(world):
    token = sign_in("maria.reyes")["access"]

    def enter():
        return bearer(token).post(LEAVES, LEAVE).status_code

    assert at_once(*[enter] * 6) == [201] * 6
    assert sorted(each["version"] for each in announced()) == [1, 2, 3, 4, 5, 6]
