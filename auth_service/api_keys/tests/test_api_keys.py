"""API keys: made once, shown once, looked up by digest, changed and taken away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from auth_service.api_keys.models import ApiKey
from auth_service.audit.models import AuditEvent
from auth_service.tests.make import client_of, program
from shared.identity.api_keys import digest_of
from shared.testing import make_client

KEYS = "/api/v1/api-keys/"
BODY = {"name": "Facility management", "scopes": ["tickets.write"]}


@pytest.fixture
def admin(world):
    return client_of(world.admin)


@pytest.fixture
def service(world):
    return program("ticket_service", "api_keys.read")


def make_key(admin, **changes):
    response = admin.post(KEYS, {**BODY, **changes})
    assert response.status_code == 201, response.json()
    return response.json()


def opened(service, key):
    response = service.get(f"{KEYS}internal/{digest_of(key)}/")
    return response.json() if response.status_code == 200 else response.status_code


def test_a_key_is_shown_once_and_stored_as_a_digest(admin):
    response = admin.post(KEYS, BODY)

    made = response.json()
    assert response.headers["Cache-Control"] == "no-store"
    assert made["key"].startswith(made["prefix"])
    assert made["key"] not in str(ApiKey.objects.values().get())
    assert "key" not in admin.get(f"{KEYS}{made['id']}/").json()
    assert "key" not in admin.get(KEYS).json()["results"][0]
    assert made["key"] not in str(list(AuditEvent.objects.values()))


def test_a_service_learns_what_a_key_opens_and_the_admin_that_it_was_used(admin, service):
    made = make_key(admin)
    assert made["last_used_at"] is None

    told = opened(service, made["key"])

    assert (told["name"], told["scopes"]) == ("Facility management", ["tickets.write"])
    assert admin.get(f"{KEYS}{made['id']}/").json()["last_used_at"]


def test_a_revoked_key_opens_nothing_and_its_name_is_free_again(admin, service):
    made = make_key(admin)
    assert admin.post(KEYS, BODY).status_code == 409

    for _ in range(2):
        assert admin.delete(f"{KEYS}{made['id']}/").status_code == 204

    assert opened(service, made["key"]) == 404
    assert admin.post(f"{KEYS}{made['id']}/rotate/", {}).status_code == 409
    make_key(admin)
    assert len(admin.get(f"{KEYS}?revoked=true").json()["results"]) == 1
    assert len(admin.get(f"{KEYS}?revoked=false").json()["results"]) == 1


def test_an_expired_key_opens_nothing(admin, service):
    made = make_key(admin)
    ApiKey.objects.update(expires_at=timezone.now())

    assert opened(service, made["key"]) == 404


def test_after_a_rotation_both_keys_open_until_the_overlap_ends(admin, service):
    old = make_key(admin)

    new = admin.post(f"{KEYS}{old['id']}/rotate/", {"overlap_seconds": 3600}).json()

    assert new["id"] == old["id"]
    assert opened(service, old["key"]) == opened(service, new["key"])
    ApiKey.objects.update(former_until=timezone.now())
    assert opened(service, old["key"]) == 404
    assert opened(service, new["key"])["id"] == new["id"]


def test_a_rotation_without_overlap_closes_the_old_key_at_once(admin, service):
    old = make_key(admin)

    admin.post(f"{KEYS}{old['id']}/rotate/", {"overlap_seconds": 0})

    assert opened(service, old["key"]) == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["users.read"]}, "scopes.0"),
        ({"scopes": "tickets.write"}, "scopes"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2999-01-01T00:00:00Z"}, "expires_at"),
        ({"key": "tts_mine"}, "key"),
    ],
)
def test_a_malformed_wish_is_refused_by_field(admin, changes, field):
    response = admin.post(KEYS, {**BODY, **changes})

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == field
    assert not ApiKey.objects.exists()


def test_keys_end_within_a_year_and_after_ninety_days_unless_said(admin):
    expiry = timezone.now() + timedelta(days=365)

    assert make_key(admin, expires_at=expiry.isoformat())["expires_at"][:10] == str(expiry.date())
    made = make_key(admin, name="Another")
    assert made["expires_at"][:10] == str((timezone.now() + timedelta(days=90)).date())


def test_only_admins_manage_keys_and_auditors_see_them(admin, world):
    made = make_key(admin)
    auditor, agent = client_of(world.auditor), client_of(world.agent)

    assert auditor.get(KEYS).status_code == 200
    assert auditor.post(KEYS, BODY).status_code == 403
    assert auditor.delete(f"{KEYS}{made['id']}/").status_code == 403
    assert agent.get(KEYS).status_code == 403
    assert make_client().get(KEYS).status_code == 401
    assert admin.get(f"{KEYS}internal/{digest_of(made['key'])}/").status_code == 403


def test_making_changing_and_revoking_are_audited(admin, world):
    made = make_key(admin)
    admin.post(f"{KEYS}{made['id']}/rotate/", {})
    admin.delete(f"{KEYS}{made['id']}/")

    events = AuditEvent.objects.filter(object_type="api_key").order_by("pk")
    assert [e.action for e in events] == ["api_key.created", "api_key.rotated", "api_key.revoked"]
    assert {e.actor_id for e in events} == {world.admin.pk}
