"""People see where they are signed in, and end what they do not recognise."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from auth_service.audit.models import AuditEvent
from auth_service.tests.make import (
    bearer,
    browser,
    client_of,
    make_person,
    own_page,
    program,
    sign_in,
)
from auth_service.tokens.models import Session
from shared.testing import make_client

MINE = "/api/v1/users/me/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"


def sessions_of(client, path=MINE):
    response = client.get(path)
    assert response.status_code == 200, response.json()
    return response.json()["results"]


def is_alive(pair):
    return bearer(pair["access"]).get("/api/v1/users/me/").status_code == 200


def theirs(user):
    return f"/api/v1/users/{user.pk}/sessions/"


def test_a_person_sees_each_device_and_which_one_this_is(world):
    sign_in("maria.reyes", **{"User-Agent": EDGE})
    Session.objects.update(last_used_at=timezone.now() - timedelta(hours=1))
    here = sign_in("maria.reyes", **{"User-Agent": FIREFOX})
    sign_in("admin")

    shown = sessions_of(bearer(here["access"]))

    assert [(s["device"], s["current"]) for s in shown] == [
        ("Firefox on Linux", True),
        ("Edge on Windows", False),
    ]
    assert shown[0]["address"] == "127.0.0.1"
    assert shown[0]["user_agent"] == FIREFOX


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("curl/8.5.0", "curl"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("something of one's own", "Unknown"),
    ],
)
def test_a_device_is_named_as_far_as_it_is_known(world, user_agent, device):
    pair = sign_in("maria.reyes", **{"User-Agent": user_agent})

    assert sessions_of(bearer(pair["access"]))[0]["device"] == device


def test_a_session_that_lapsed_or_ended_is_not_shown(world):
    sign_in("maria.reyes")
    Session.objects.update(last_used_at=timezone.now() - timedelta(hours=25))
    make_client().post("/logout/", {"refresh": sign_in("maria.reyes")["refresh"]})

    assert len(sessions_of(client_of(world.agent))) == 1


def test_ending_one_session_leaves_the_others(world):
    here, lost = sign_in("maria.reyes"), sign_in("maria.reyes")
    client = bearer(here["access"])
    other = next(s["id"] for s in sessions_of(client) if not s["current"])

    assert client.delete(f"{MINE}{other}/").status_code == 204

    assert (is_alive(here), is_alive(lost)) == (True, False)
    assert client.delete(f"{MINE}{other}/").status_code == 404


def test_signing_out_everywhere_else_keeps_this_session(world):
    here, there = sign_in("maria.reyes"), sign_in("maria.reyes")

    assert bearer(here["access"]).delete(f"{MINE}?others=true").status_code == 204

    assert (is_alive(here), is_alive(there)) == (True, False)


def test_signing_out_everywhere_ends_this_session_too(world):
    client, there = browser("maria.reyes"), sign_in("maria.reyes")
    mine = {"access": client.cookies["access_token"].value}

    response = client.delete(MINE, headers=own_page(client))

    assert response.status_code == 204
    assert not client.cookies["access_token"].value
    assert (is_alive(mine), is_alive(there)) == (False, False)


def test_nobody_ends_or_sees_somebody_elses_session_by_its_id(world):
    sign_in("maria.reyes")
    foreign = Session.objects.get(user=world.agent).pk
    ben = client_of(make_person("ben.okafor", "Requester"))

    assert ben.delete(f"{MINE}{foreign}/").status_code == 404
    assert ben.get(theirs(world.agent)).status_code == 403
    assert ben.delete(theirs(world.agent)).status_code == 403
    assert ben.delete(f"{theirs(world.agent)}{foreign}/").status_code == 403


def test_an_admin_sees_and_ends_a_persons_sessions(world):
    pairs = [sign_in("maria.reyes") for _ in range(3)]
    admin = client_of(world.admin)
    first = sessions_of(admin, theirs(world.agent))[-1]["id"]

    assert admin.delete(f"{theirs(world.agent)}{first}/").status_code == 204
    assert sum(map(is_alive, pairs)) == 2
    assert admin.delete(theirs(world.agent)).status_code == 204

    assert not any(map(is_alive, pairs))
    ended = AuditEvent.objects.filter(action="session.ended")
    assert {event.actor_id for event in ended} == {world.admin.pk}
    assert admin.get(f"/api/v1/users/{10**9}/sessions/").status_code == 404
    assert admin.delete(f"{theirs(world.agent)}{uuid.uuid4()}/").status_code == 404


def test_an_auditor_sees_them_and_ends_none(world):
    pair = sign_in("maria.reyes")
    auditor = client_of(world.auditor)

    assert len(sessions_of(auditor, theirs(world.agent))) == 1
    assert auditor.delete(theirs(world.agent)).status_code == 403
    assert is_alive(pair)


def test_a_service_has_no_sessions(world):
    assert program("ticket_service", "users.read").get(MINE).status_code == 403


@pytest.mark.parametrize("query", ["others=perhaps", "other=true"])
def test_a_mistyped_wish_ends_nothing(world, query):
    pair = sign_in("maria.reyes")

    response = bearer(pair["access"]).delete(f"{MINE}?{query}")

    assert response.json()["details"][0]["field"] == query.partition("=")[0]
    assert is_alive(pair)


def test_the_list_costs_the_same_however_long(world, django_assert_max_num_queries):
    client = client_of(world.agent)
    for _ in range(8):
        sign_in("maria.reyes")

    with django_assert_max_num_queries(4):
        assert len(sessions_of(client)) == 9
