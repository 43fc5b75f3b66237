import pytest
from django.utils import timezone

from auth_service.alerts.models import KnownTrait
from auth_service.alerts.services import purge
from auth_service.audit.models import AuditEvent
from auth_service.tests.make import client_of, mails, make_person, program, sign_in
from shared.testing import make_client

FIREFOX = {"User-Agent": "Firefox/140.0", "X-Forwarded-For": "203.0.113.7"}


def fail(username="maria.reyes", times=1):
    for _ in range(times):
        make_client().post("/token/", {"username": username, "password": "wrong"})


def test_the_first_sign_in_alarms_nobody(world):
    sign_in("maria.reyes", **FIREFOX)

    assert mails("login_alert") == []


@pytest.mark.parametrize(
    "changes",
    [{"User-Agent": "curl/8.1"}, {"X-Forwarded-For": "198.51.100.9"}],
)
def test_a_new_device_or_network_is_told_by_mail_once(world, changes):
    sign_in("maria.reyes", **FIREFOX)

    sign_in("maria.reyes", **{**FIREFOX, **changes})
    sign_in("maria.reyes", **{**FIREFOX, **changes})

    (mail,) = mails("login_alert")
    assert (mail.to, mail.user_id) == ("maria.reyes@example.com", world.agent.pk)
    assert next(iter(changes.values())) in mail.message


@pytest.mark.parametrize(
    "changes",
    [{"User-Agent": "Firefox/141.0.2"}, {"X-Forwarded-For": "203.0.113.200"}],
)
def test_an_update_or_a_neighbouring_address_is_no_news(world, changes):
    sign_in("maria.reyes", **FIREFOX)

    sign_in("maria.reyes", **{**FIREFOX, **changes})

    assert mails("login_alert") == []


def test_alerts_do_not_flood_a_mailbox(world):
    for number in range(10):
        sign_in("maria.reyes", **{**FIREFOX, "User-Agent": f"Agent {chr(65 + number)}"})

    assert len(mails("login_alert")) == 5


def test_from_the_fifth_failure_the_owner_is_told_once_an_hour(world, clock):
    fail(times=4)
    assert mails("failed_login") == []
    fail()
    for _ in range(5):
        clock.advance(minutes=5)
        fail()

    (mail,) = mails("failed_login")
    assert (mail.to, "failed 5 times" in mail.message) == ("maria.reyes@example.com", True)


def test_nobody_is_told_of_failures_to_a_name_that_nobody_has(world):
    fail("nobody", times=6)

    assert mails() == []


def test_an_admin_lets_a_delayed_person_in_again(world):
    fail(times=6)
    admin = client_of(world.admin)
    path = f"/api/v1/users/{world.agent.pk}/"
    delayed = admin.get(f"{path}sign-in-delay/").json()
    assert delayed["failures"] == 5
    assert delayed["blocked_until"] > timezone.now().isoformat()

    assert admin.post(f"{path}unlock/").status_code == 204

    assert admin.get(f"{path}sign-in-delay/").json() == {"failures": 0, "blocked_until": None}
    assert sign_in("maria.reyes")["access"]
    assert AuditEvent.objects.get(action="account.unlocked").actor_id == world.admin.pk


def test_devices_not_seen_for_half_a_year_are_forgotten(world, clock):
    sign_in("maria.reyes", **FIREFOX)
    clock.advance(days=181)

    purge()

    assert not KnownTrait.objects.exists()


ALLOWED = {
    "anonymous": (401, 401),
    "requester": (403, 403),
    "agent": (403, 403),
    "manager": (403, 403),
    "auditor": (200, 403),
    "admin": (200, 204),
    "service": (403, 403),
}


@pytest.mark.parametrize("persona", ALLOWED)
def test_who_may_see_delays_and_lift_them(world, persona):
    clients = {
        "anonymous": make_client,
        "requester": lambda: client_of(make_person("ana.cruz", "Requester")),
        "agent": lambda: client_of(world.agent),
        "manager": lambda: client_of(make_person("manager", "Manager")),
        "auditor": lambda: client_of(world.auditor),
        "admin": lambda: client_of(world.admin),
        "service": lambda: program("workflow_api", "users.read"),
    }
    client, path = clients[persona](), f"/api/v1/users/{world.agent.pk}/"

    got = (
        client.get(f"{path}sign-in-delay/").status_code,
        client.post(f"{path}unlock/").status_code,
    )

    assert got == ALLOWED[persona]


def test_nobody_unknown_is_unlocked(world):
    assert client_of(world.admin).post("/api/v1/users/987654/unlock/").status_code == 404
