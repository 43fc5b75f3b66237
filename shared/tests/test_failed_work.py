"""Failed work over HTTP: who sees it, how it is found, ignored and given to somebody."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services.judging import reopen_due
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE, AUDITOR, MANAGER, token_of
from shared.tests.letters import CAUSE, QUEUE, get, make_letter, post

pytestmark = pytest.mark.django_db


ACTIONS = [
    ("{}/retry/", {}),
    ("{}/edit-and-retry/", {"kwargs": {"version_id": 8}, "reason": "typo"}),
    ("{}/ignore/", {"reason": "a test"}),
    ("{}/assign/", {"user_id": 3}),
    ("retry/", {"cause": CAUSE}),
]


@pytest.mark.parametrize(("path", "body"), ACTIONS)
@pytest.mark.parametrize(
    ("caller", "status"), [(ADMIN, 200), (AUDITOR, 403), (MANAGER, 403), (ALICE, 403), (None, 401)]
)
def test_only_admins_act(caller, status, path, body):
    letter = make_letter()
    client = make_client(caller) if caller else make_client()

    response = client.post("/dead-letters/" + path.format(letter.pk), body)

    assert response.status_code == status


REPLAYS = [action for action in ACTIONS if "retry" in action[0]]


def admin_proven(**ago):
    client = make_client()
    claims = {"auth_time": int(time.time() - timedelta(**ago).total_seconds())} if ago else {}
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(ADMIN, **claims)}")
    return client


@pytest.mark.parametrize(("path", "body"), REPLAYS)
@pytest.mark.parametrize(
    ("ago", "status"), [({"minutes": 4}, 200), ({"minutes": 6}, 403), ({}, 403)]
)
def test_sending_again_asks_for_a_recent_sign_in_where_configured(
    settings, ago, status, path, body
):
    settings.STEP_UP_MINUTES = 5
    letter = make_letter()

    response = admin_proven(**ago).post("/dead-letters/" + path.format(letter.pk), body)

    assert response.status_code == status
    if status == 403:
        assert response.json()["code"] == "STEP_UP_REQUIRED"
        assert admin_proven(**ago).get(f"/dead-letters/{letter.pk}/").status_code == 200


def test_whoever_may_not_act_is_not_asked_to_prove_anything(settings):
    settings.STEP_UP_MINUTES = 5

    response = make_client(ALICE).post(f"/dead-letters/{make_letter().pk}/retry/", {})

    assert response.json()["code"] == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("caller", "status"), [(ADMIN, 200), (AUDITOR, 200), (MANAGER, 403), (ALICE, 403)]
)
@pytest.mark.parametrize("path", ["", "groups/", "{}/"])
def test_admins_and_auditors_read(caller, status, path):
    assert get(path.format(make_letter().pk), caller).status_code == status


def test_the_list_is_filtered_and_paged():
    wanted = make_letter(code="POISON")
    make_letter()

    assert [r["id"] for r in get("?code=POISON").json()["results"]] == [wanted.pk]
    found = get(f"?search={wanted.correlation_id}&state=open&queue={QUEUE.name}&cause={CAUSE}")
    assert found.json()["count"] == 1
    assert get("?page_size=1").json()["next"]
    assert get("?state=odd").status_code == 400
    assert get("?colour=red").json()["details"][0]["field"] == "colour"


def test_letters_and_causes_are_found_by_the_number_of_a_ticket():
    wanted = make_letter(ticket_number="TKT-2026-000007")
    make_letter(ticket_number="TKT-2026-000008", cause="f" * 16)

    [letter] = get("?search=TKT-2026-000007").json()["results"]
    [group] = get("groups/?search=TKT-2026-000007").json()["results"]

    assert (letter["id"], letter["ticket_number"]) == (wanted.pk, "TKT-2026-000007")
    assert group["cause"] == CAUSE


def test_groups_count_what_is_open_by_cause():
    make_letter()
    newest = make_letter()
    make_letter(cause="f" * 16, code="POISON", state="ignored")

    [group] = get("groups/").json()["results"]

    assert (group["cause"], group["count"]) == (CAUSE, 2)
    assert group["example"]["id"] == newest.pk
    assert 3590 < group["oldest_age"] < 3700


@pytest.mark.parametrize("path", ["", "groups/"])
def test_a_longer_list_costs_no_more_queries(path, django_assert_num_queries):
    for number in range(5):
        make_letter(cause=f"{number:016x}")

    with django_assert_num_queries(2 if path else 1):
        assert get(path).json()["count"] == 5


def test_the_detail_explains_and_hides_secrets():
    kwargs = {"user": {"password": "hunter2", "url": "https://x/?token=abc&a=1"}, "n": 1}
    letter = make_letter(kwargs=kwargs, headers={"X-TTS-Signature": "beef", "source": "x"})

    body = get(f"{letter.pk}/").json()

    assert body["kwargs"]["user"] == {"password": "***", "url": "https://x/?token=***&a=1"}
    assert body["headers"] == {"X-TTS-Signature": "***", "source": "x"}
    assert "state of things" in body["meaning"]


@pytest.mark.parametrize("odd", [float("nan"), "\ud800", "a\x00b"])
def test_odd_contents_can_be_looked_at(odd):
    assert get(f"{make_letter(kwargs={'odd': odd}).pk}/").status_code == 200


def test_a_letter_that_is_not_there_is_not_found():
    assert get("999/").status_code == 404
    assert post("999/retry/").status_code == 404


def test_an_ignored_letter_comes_back_when_its_time_is_over():
    letter = make_letter()
    until = timezone.now() + timedelta(days=1)
    post(f"{letter.pk}/ignore/", {"reason": "known", "until": until.isoformat()})
    assert get("?state=ignored").json()["count"] == 1

    assert reopen_due() == 0
    DeadLetter.objects.update(ignore_until=timezone.now())
    reopen_due()

    body = get(f"{letter.pk}/").json()
    assert (body["state"], body["ignore_until"]) == ("open", None)
    assert [e["action"] for e in body["history"]] == ["ignored", "reopened"]


def test_ignoring_until_the_past_is_refused():
    past = {"reason": "x", "until": "2020-01-01T00:00:00Z"}

    response = post(f"{make_letter().pk}/ignore/", past)

    assert response.json()["details"][0]["field"] == "until"


def test_a_letter_is_given_to_somebody_and_taken_back():
    letter = make_letter()

    assert post(f"{letter.pk}/assign/", {"user_id": 3}).json()["assigned_to"] == 3
    assert post(f"{letter.pk}/assign/", {"user_id": None}).json()["assigned_to"] is None


def test_who_is_given_a_letter_hears_of_it_once_and_nobody_of_their_own_act():
    letter = make_letter(ticket_number="HD-1")

    for _ in range(2):
        post(f"{letter.pk}/assign/", {"user_id": ALICE.id, "reason": "You know AMS"})
    post(f"{letter.pk}/assign/", {"user_id": ADMIN.id})

    [notice] = outbox_messages(CreateNotification)
    assert notice.recipients == {"users": [ALICE.id]}
    assert notice.related_ticket_number == "HD-1"
    assert "You know AMS" in notice.message
    assert (notice.metadata["service"], notice.metadata["cause"]) == ("workflow", CAUSE)
