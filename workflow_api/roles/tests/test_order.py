"""Messages about roles may arrive in any order, any number of times, and at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from django.db import connection

from shared.testing.messages import deliver
from shared.testing.people import ALICE, BOB
from workflow_api.roles.models import PendingAssignment, Role, RoleMember
from workflow_api.roles.tests.factories import assignment_message, role_message

HISTORY = [
    role_message(7, "Help Desk", version=1),
    role_message(7, "IT Support", version=2),
    assignment_message(7, ALICE, version=3, is_active=False),
    assignment_message(7, ALICE, version=4),
    assignment_message(7, BOB, version=5, is_active=False),
]


def state():
    role = Role.objects.get()
    members = RoleMember.objects.order_by("user_id").values_list("user_id", "is_active", "version")
    return role.name, role.version, list(members), PendingAssignment.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(5)))[::7])
def test_whatever_the_order_the_newest_state_remains(order):
    for index in order:
        deliver(HISTORY[index])

    assert state() == ("IT Support", 2, [(ALICE.id, True, 4), (BOB.id, False, 5)], 0)


@pytest.mark.django_db(transaction=True)
def test_an_assignment_that_meets_its_role_half_made_is_not_left_waiting():
    def consume(message):
        deliver(message)
        connection.close()

    messages = [
        message
        for role_id in range(1, 31)
        for message in (assignment_message(role_id, ALICE), role_message(role_id, f"R{role_id}"))
    ]
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(consume, messages))

    assert RoleMember.objects.filter(is_active=True).count() == 30
    assert not PendingAssignment.objects.exists()
