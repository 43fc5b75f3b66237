"""How full a person's hands are is measured against what they can do, not what everybody can."""

import pytest
from django.db import IntegrityError, transaction

from shared.testing import make_client, token_of
from workflow_api.audit.models import AuditEvent
from workflow_api.capacity.models import Capacity
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    BOB,
    COORDINATOR,
    MANAGER,
    STRANGER,
    build_world,
    join,
)

pytestmark = pytest.mark.django_db
USUAL = 10


@pytest.fixture(autouse=True)
def world(db, settings):
    settings.CAPACITY = USUAL
    build_world()


def client_of(who, **claims):
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **claims)}")
    return client


def say(who, capacity, *, of=ALICE, seen=USUAL, **claims):
    body = {"capacity": capacity, "seen": seen}
    return client_of(who, **claims).put(f"/board/people/{of.id}/capacity/", body)


def shown(who=ADMIN, **claims):
    answer = client_of(who, **claims).get("/board/", {"role": "IT Support"}).json()
    return {row["user_id"]: (row["capacity"], row["may_set_capacity"]) for row in answer["people"]}


def test_somebody_who_can_do_less_is_shown_so_and_others_stay_as_usual():
    answer = say(ADMIN, 5)

    assert (answer.status_code, answer.json()) == (200, {"user_id": ALICE.id, "capacity": 5})
    assert shown() == {ALICE.id: (5, True), BOB.id: (USUAL, True)}


def test_the_usual_holds_again_when_nothing_of_their_own_is_said():
    say(ADMIN, 5)

    assert say(ADMIN, None, seen=5).json()["capacity"] == USUAL
    assert not Capacity.objects.exists()


def test_a_change_is_kept_in_the_audit_with_what_was_before():
    say(ADMIN, 5)
    say(ADMIN, 7, seen=5)

    last = AuditEvent.objects.filter(action="capacity.changed").latest("id")
    assert (last.actor_name, last.object_id) == (ADMIN.full_name, str(ALICE.id))
    assert (last.before, last.after) == ({"items": 5}, {"items": 7})


def test_of_two_who_change_it_the_second_hears_who_was_faster():
    say(ADMIN, 5)

    late = say(ADMIN, 20)

    assert late.status_code == 409
    assert late.json()["error"] == f"The capacity was changed: {ADMIN.full_name} set it to 5"
    assert shown()[ALICE.id] == (5, True)


def test_managers_decide_about_the_people_of_their_department():
    join(ALICE, "IT Support", version=2, department="Operations")
    join(BOB, "IT Support", version=2, department="Finance")

    own = say(MANAGER, 5, department="Operations")
    other = say(MANAGER, 5, of=BOB, department="Operations")

    assert (own.status_code, other.status_code) == (200, 403)
    assert shown(MANAGER, department="Operations") == {ALICE.id: (5, True), BOB.id: (USUAL, False)}


def test_coordinators_see_it_and_do_not_decide_about_it():
    assert say(COORDINATOR, 5).status_code == 403
    assert shown(COORDINATOR)[ALICE.id] == (USUAL, False)


def test_nobody_without_a_role_has_a_capacity():
    assert say(ADMIN, 5, of=STRANGER).status_code == 404


@pytest.mark.parametrize("capacity", [0, 201, "many"])
def test_what_is_no_sensible_number_is_refused_by_field(capacity):
    answer = say(ADMIN, capacity)

    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["details"]] == ["capacity"]


@pytest.mark.parametrize("items", [0, 201])
def test_the_database_keeps_it_within_bounds(items):
    with pytest.raises(IntegrityError, match="capacity_within_bounds"), transaction.atomic():
        Capacity.objects.create(user_id=1, items=items, set_by_id=1, set_by_name="Ada")
