import pytest

from shared.contracts.roles import SyncLegacy
from shared.testing.messages import dead_letters, deliver
from shared.testing.people import ALICE, BOB
from workflow_api.roles.models import PendingAssignment, Role, RoleMember
from workflow_api.roles.selectors import active_members
from workflow_api.roles.tests.factories import (
    assignment_message,
    make_role,
    role_message,
)

pytestmark = pytest.mark.django_db


def members(role="IT Support"):
    return [member.user_id for member in active_members(role)]


def test_a_role_and_its_members_are_copied():
    deliver(role_message(7))
    deliver(assignment_message(7, ALICE))

    member = active_members("IT Support").get()
    assert (member.user_id, member.full_name, member.email) == (11, "Alice", "alice@example.com")


def test_an_assignment_that_arrives_before_its_role_waits_for_it():
    deliver(assignment_message(7, ALICE))
    assert members() == []

    deliver(role_message(7))

    assert members() == [ALICE.id]
    assert not PendingAssignment.objects.exists()


def test_of_two_waiting_states_of_one_assignment_the_newer_counts():
    deliver(assignment_message(7, ALICE, version=4, is_active=False))
    deliver(assignment_message(7, ALICE, version=3))

    deliver(role_message(7))

    assert members() == []


def test_an_older_state_of_an_assignment_that_arrives_late_is_ignored():
    deliver(role_message(7))
    deliver(assignment_message(7, ALICE, version=5, is_active=False))

    deliver(assignment_message(7, ALICE, version=4, is_active=True))

    assert members() == []


def test_an_older_state_of_a_role_that_arrives_late_is_ignored():
    deliver(role_message(7, "Help Desk", version=3))

    deliver(role_message(7, "IT Support", version=2))

    assert Role.objects.get().name == "Help Desk"


def test_a_redelivered_message_changes_nothing():
    make_role("IT Support", ALICE)
    message, identity = role_message(7, "Other"), "0b0a3c0e-4b8e-4f57-9d5e-6f5e0c7f9a01"

    deliver(message, message_id=identity)
    deliver(message, message_id=identity)

    assert Role.objects.filter(id=7).count() == 1


def test_members_of_a_deactivated_role_get_no_work():
    make_role("IT Support", ALICE)
    role = Role.objects.get()

    deliver(role_message(role.id, version=2, is_active=False))

    assert members() == []


def test_an_update_keeps_the_turns():
    role_id = make_role("IT Support", ALICE)
    RoleMember.objects.update(turn_no=12)

    deliver(assignment_message(role_id, ALICE, version=2, email="new@example.com"))

    member = RoleMember.objects.get()
    assert (member.turn_no, member.email) == (12, "new@example.com")


def test_whoever_never_had_a_turn_comes_first():
    make_role("IT Support", ALICE, BOB)
    RoleMember.objects.filter(user_id=ALICE.id).update(turn_no=1)

    assert members() == [BOB.id, ALICE.id]


def test_a_role_of_another_system_is_not_a_role_of_tts():
    deliver(role_message(7, "Employee", system="HDTS"))
    deliver(assignment_message(7, ALICE))

    assert members("Employee") == []


def test_the_older_form_of_a_role_is_understood():
    deliver(SyncLegacy(role_data={"role_id": 7, "role_name": "IT Support", "system": "TTS"}))

    assert Role.objects.get().name == "IT Support"


def test_the_older_form_of_a_person_lists_all_their_roles():
    support, network = make_role("IT Support", ALICE), make_role("Network Engineer")
    entry = {"system": "TTS", "role_id": network, "role_name": "Network Engineer"}

    deliver(SyncLegacy(user_data={"user_id": ALICE.id, "system_roles": [entry]}))

    assert (members("IT Support"), members("Network Engineer")) == ([], [ALICE.id])
    assert RoleMember.objects.filter(role=support).count() == 1


def test_a_role_without_a_name_is_a_dead_letter():
    deliver(SyncLegacy(role_data={"role_id": 7}))

    assert not Role.objects.exists()
    assert len(dead_letters("workflow.role.sync")) == 1


def test_an_assignment_without_a_user_is_a_dead_letter():
    message = assignment_message(7, ALICE)
    payload = {"user_system_role": {"role_id": 7}}

    deliver(message, kwargs={"payload": payload})

    assert len(dead_letters(message.TASK)) == 1
