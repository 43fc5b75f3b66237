from datetime import timedelta

import pytest
from django.utils import timezone

from shared.testing import make_client
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR, person
from workflow_api.drafting.models import Editor
from workflow_api.drafting.services import forget_editors
from workflow_api.workflows.tests.factories import make_draft

pytestmark = pytest.mark.django_db
OTHER = person(77, "grace", "Admin")


@pytest.fixture
def url():
    return f"/workflows/{make_draft().pk}/editing/"


def silence(seconds):
    """Let so much time pass since every heartbeat."""
    Editor.objects.update(seen_at=timezone.now() - timedelta(seconds=seconds))


def names(answer):
    return [editor["name"] for editor in answer.json()["editors"]]


def test_an_editor_learns_who_else_is_there_but_not_of_themselves(url):
    make_client(OTHER).put(url)

    assert names(make_client(ADMIN).put(url)) == [OTHER.full_name]
    assert names(make_client(OTHER).put(url)) == [ADMIN.full_name]


def test_whoever_has_been_silent_for_45_seconds_is_gone(url):
    make_client(OTHER).put(url)
    silence(46)

    assert names(make_client(ADMIN).put(url)) == []


def test_an_editor_who_comes_back_has_come_anew(url):
    client = make_client(OTHER)
    client.put(url)
    began = Editor.objects.get().since
    silence(10)
    client.put(url)
    assert Editor.objects.get().since == began
    silence(60)

    client.put(url)

    assert Editor.objects.get().since > began


def test_leaving_is_seen_at_once_and_may_be_said_twice(url):
    make_client(OTHER).put(url)

    codes = [make_client(OTHER).delete(url).status_code for _ in range(2)]

    assert codes == [204, 204]
    assert names(make_client(ADMIN).put(url)) == []


def test_a_heartbeat_costs_the_same_whoever_is_there(url, django_assert_max_num_queries):
    for number in range(20):
        make_client(person(200 + number, f"admin{number}", "Admin")).put(url)
    client = make_client(ADMIN)
    client.put(url)

    with django_assert_max_num_queries(8):
        assert len(client.put(url).json()["editors"]) == 20


@pytest.mark.parametrize(
    ("caller", "read", "write"),
    [(ADMIN, 200, 200), (AUDITOR, 200, 403), (ALICE, 200, 403), (ANA, 403, 403)],
)
def test_whoever_reads_workflows_sees_editors_and_admins_are_some(url, caller, read, write):
    client = make_client(caller)

    assert client.get(url).status_code == read
    assert client.put(url).status_code == write


def test_nobody_edits_what_does_not_exist():
    assert make_client(ADMIN).put("/workflows/987654/editing/").status_code == 404


def test_old_heartbeats_are_swept_away(url):
    make_client(OTHER).put(url)
    forget_editors()
    assert Editor.objects.exists()
    silence(2 * 3600)

    forget_editors()

    assert not Editor.objects.exists()
