"""The counts of saved views."""

import pytest

from shared.testing import make_client
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    NOOR,
    build_world,
    receive,
)
from workflow_api.views.counting import MOST_COUNTED
from workflow_api.views.models import SavedView

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def save(who, name="Own", **fields):
    answer = make_client(who).post("/views/", {"name": name, **fields})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def counted(who):
    return make_client(who).get("/views/counts/").json()["saved"]


def listed(who, view):
    return make_client(who).get("/tasks/", view["filters"]).json()["count"]


@pytest.mark.parametrize(
    "filters",
    [
        {"view": "all"},
        {"view": "mine", "priority": "urgent,high"},
        {"department": "finance"},
        {"search": "printer"},
        {"sla_state": "breached", "role": "IT Support"},
        {"unassigned": "true"},
        {},
    ],
)
def test_the_count_of_a_saved_view_is_that_of_its_list(filters):
    receive("HD-1", title="The printer is on fire", department="Finance", priority="Urgent")
    receive("HD-2", **ACCESS, created_at="2026-01-01T00:00:00Z")
    receive("HD-3", **ACCESS)

    for who in (ADMIN, ALICE, NOOR):
        view = save(who, filters=filters)
        assert counted(who) == {view["key"]: listed(who, view)}, who.username


def test_a_shared_view_counts_what_each_of_its_readers_sees():
    receive("HD-1", **ACCESS)
    shared = {"sharing": "role", "role": "IT Support", "filters": {"view": "mine"}}

    view = save(ALICE, **shared)

    assert sum(counted(who)[view["key"]] for who in (ALICE, BOB)) == 1
    assert counted(NOOR) == {}


def test_more_views_cost_no_more_statements(django_assert_num_queries):
    client = make_client(NOOR)
    client.get("/views/counts/")
    SavedView.objects.bulk_create(
        SavedView(owner_id=NOOR.id, owner_name="Noor", name=f"V{n:03}", filters={"view": "mine"})
        for n in range(MOST_COUNTED + 5)
    )

    with django_assert_num_queries(2):
        body = client.get("/views/counts/").json()

    assert len(body["saved"]) == MOST_COUNTED


def test_a_view_that_asks_for_what_the_list_lost_has_no_count_and_spoils_no_other():
    good = save(ALICE, name="Good", filters={"view": "all"})
    bad = save(ALICE, name="Bad", filters={"view": "all"})
    ugly = save(ALICE, name="Ugly", filters={"view": "all"})
    SavedView.objects.filter(pk=bad["id"]).update(filters={"colour": "red"})
    SavedView.objects.filter(pk=ugly["id"]).update(filters={"status": "lost"})

    assert counted(ALICE) == {good["key"]: 0, bad["key"]: None, ugly["key"]: None}
