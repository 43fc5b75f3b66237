"""The hourly comparison with auth_service, played by a server on the loopback."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.roles import SyncAvailability
from shared.testing.listening import JsonHandler, listening
from shared.testing.messages import deliver
from shared.testing.people import ALICE, BOB
from workflow_api.audit.models import AuditEvent
from workflow_api.roles.models import Availability, Role, RoleMember
from workflow_api.roles.selectors import active_members
from workflow_api.roles.services import reconcile
from workflow_api.roles.tests.factories import assignment_content, make_role, role_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def auth_service(settings):
    """Answers for auth_service with whatever `answers` holds per path."""
    answers = {"/token/service/": {"access_token": "t", "expires_in": 1}}

    class Auth(JsonHandler):
        def do_GET(self):
            self._answer()

        def do_POST(self):
            self.sent()
            self._answer()

        def _answer(self):
            body = answers.get(self.path)
            self.send(503 if body is None else 200, body)

    with listening(Auth) as settings.AUTH_URL:
        yield answers


def members():
    return {member.user_id for member in active_members("IT Support")}


def test_what_messages_missed_is_repaired(auth_service):
    role = make_role("IT Support", ALICE)
    auth_service["/api/v1/tts/role-snapshot/"] = {
        "roles": [role_content(role)],
        "assignments": [
            assignment_content(role, ALICE, version=2, is_active=False),
            assignment_content(role, BOB),
        ],
    }

    reconcile()

    assert members() == {BOB.id}


def test_a_snapshot_taken_before_a_change_does_not_undo_it(auth_service):
    role = make_role("IT Support")
    auth_service["/api/v1/tts/role-snapshot/"] = {
        "roles": [role_content(role, "Old name", version=0)],
        "assignments": [],
    }

    reconcile()

    assert active_members("Old name").count() == 0


def test_while_auth_service_is_away_the_copy_stays(auth_service):
    make_role("IT Support", ALICE)
    waited: list[float] = []

    reconcile(sleep=waited.append)

    assert members() == {ALICE.id}
    assert waited == [5, 5]


def snapshot_of(*assignments, roles=()):
    return {"roles": list(roles), "assignments": list(assignments)}


def corrections():
    events = AuditEvent.objects.filter(action="roles.corrected").order_by("pk")
    return [(e.object_type, e.before.get("is_active"), e.after["is_active"]) for e in events]


def test_what_was_corrected_is_kept_in_the_audit_and_a_second_run_corrects_nothing(auth_service):
    role = make_role("IT Support", ALICE)
    auth_service["/api/v1/tts/role-snapshot/"] = snapshot_of(
        assignment_content(role, ALICE, version=2, is_active=False),
        assignment_content(role, BOB),
        roles=[role_content(role)],
    )

    reconcile()
    reconcile()

    assert sorted(corrections(), key=str) == [
        ("role_member", None, True),
        ("role_member", True, False),
    ]
    event = AuditEvent.objects.filter(action="roles.corrected").earliest("pk")
    assert (event.actor_kind, event.actor_name) == ("system", "role reconciliation")


def test_who_is_not_known_there_gets_no_more_work_here(auth_service):
    role = make_role("IT Support", ALICE, BOB)
    RoleMember.objects.update(assigned_at=timezone.now() - timedelta(hours=1))
    auth_service["/api/v1/tts/role-snapshot/"] = snapshot_of(
        assignment_content(role, BOB), roles=[role_content(role)]
    )

    reconcile()

    assert members() == {BOB.id}
    assert corrections() == [("role_member", True, False)]


def test_a_role_that_is_not_known_there_is_not_used_here(auth_service):
    make_role("IT Support", ALICE)
    Role.objects.update(synced_at=timezone.now() - timedelta(hours=1))
    auth_service["/api/v1/tts/role-snapshot/"] = snapshot_of()

    reconcile()

    assert members() == set()


def test_what_arrived_while_the_snapshot_was_taken_stays(auth_service):
    make_role("IT Support", ALICE)
    RoleMember.objects.update(assigned_at=timezone.now())
    auth_service["/api/v1/tts/role-snapshot/"] = snapshot_of()

    reconcile()

    assert members() == {ALICE.id}


def test_leave_that_no_message_told_of_is_taken_over_and_a_newer_state_stays(auth_service):
    role = make_role("IT Support", ALICE, BOB)
    shifts = [{"weekday": 1, "starts": "08:00", "ends": "17:00"}]
    week = {"time_zone": "UTC", "shifts": shifts, "leaves": []}
    deliver(SyncAvailability(payload={"availability": {"user_id": BOB.id, "version": 5, **week}}))
    auth_service["/api/v1/tts/role-snapshot/"] = {
        **snapshot_of(assignment_content(role, ALICE), roles=[role_content(role)]),
        "availability": [
            {"user_id": ALICE.id, "version": 1, **week},
            {"user_id": BOB.id, "version": 4, **week, "shifts": []},
        ],
    }

    reconcile()

    known = {each.user_id: each.content["shifts"] for each in Availability.objects.all()}
    assert known == {ALICE.id: shifts, BOB.id: shifts}
