import pytest

from auth_service.access.services import grant_role
from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.employees.models import Registration
from auth_service.employees.services.registering import answer_registrations, purge
from auth_service.tests.make import (
    at_once,
    client_of,
    mailed_token,
    mails,
    make_person,
    make_world,
    program,
    role,
    sign_in,
)
from shared.testing import make_client

PATH = "/api/v1/hdts/employees/"
PASSWORD = "violet-tractor-42"
NEWCOMER = {
    "email": "ana.cruz@example.com",
    "full_name": "Ana Cruz",
    "department": "Operations",
    "password": PASSWORD,
}


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def register(**changes):
    response = make_client().post(f"{PATH}register/", {**NEWCOMER, **changes})
    answer_registrations()
    return response


def verify(token, password=PASSWORD):
    body = {"token": token, "password": password}
    return make_client().post(f"{PATH}verify-email/", body)


def proven(**changes):
    """The id of a registration that waits for a decision."""
    register(**changes)
    assert verify(mailed_token("invitation")).status_code == 200
    return Registration.objects.latest("id").pk


def fields_of(response):
    return [detail["field"] for detail in response.json()["details"]]


def test_an_employee_registers_is_approved_and_signs_in(world, admin):
    assert register().status_code == 202
    assert verify(mailed_token("invitation", "ana.cruz@example.com")).status_code == 200
    (waiting,) = admin.get(PATH, {"status": "pending"}).json()["results"]
    assert (waiting["full_name"], waiting["department"]) == ("Ana Cruz", "Operations")

    approved = admin.post(f"{PATH}{waiting['id']}/approve/")

    assert (approved.status_code, approved.json()["status"]) == (200, "approved")
    assert sign_in("ana.cruz", PASSWORD)["access"]
    held = User.objects.get(email="ana.cruz@example.com").assignments.filter(is_active=True)
    assert {(a.role.system.name, a.role.name) for a in held} == {
        ("HDTS", "Employee"),
        ("TTS", "Requester"),
    }
    assert [mail.subject for mail in mails("invitation")] == [
        "Confirm your address",
        "Your registration is being looked at",
        "Your registration was approved",
    ]


def test_nobody_sees_a_registration_before_its_address_is_proven(admin):
    register()
    unproven = Registration.objects.get().pk

    assert admin.get(PATH).json()["count"] == 0
    assert admin.get(f"{PATH}{unproven}/").status_code == 404
    assert admin.post(f"{PATH}{unproven}/approve/").status_code == 404


def test_the_answer_is_the_same_for_an_address_that_has_an_account(
    world, django_assert_num_queries
):
    answers = []
    for email in ("ana.cruz@example.com", "Maria.Reyes@example.com"):
        with django_assert_num_queries(1):
            answer = make_client().post(f"{PATH}register/", {**NEWCOMER, "email": email})
        answers.append((answer.status_code, answer.json()))
    answer_registrations()

    assert answers[0] == answers[1]
    assert mails(to="Maria.Reyes@example.com")[0].subject == "You have an account already"


def test_a_mailbox_is_not_flooded(world):
    for _ in range(5):
        register()

    assert len(mails("invitation")) == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nowhere"}, "email"),
        ({"full_name": " "}, "full_name"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"password": "ana.cruz@example"}, "password"),
        ({"roles": ["Admin"]}, "roles"),
    ],
)
def test_a_bad_form_is_refused_by_field(world, changes, field):
    response = register(**changes)

    assert (response.status_code, set(fields_of(response))) == (400, {field})


def test_a_link_proves_an_address_once_and_for_a_day(world, clock):
    register()
    token = mailed_token("invitation")
    assert verify(token).status_code == 200
    assert verify(token).status_code == 410

    register(email="ben.okafor@example.com")
    clock.advance(hours=25)
    assert verify(mailed_token("invitation")).status_code == 410


def test_a_form_that_somebody_else_filled_in_is_not_confirmed_with_the_address(world, admin):
    register(password="a-password-of-eve-42")
    token = mailed_token("invitation")

    refused = verify(token)

    assert (refused.status_code, fields_of(refused)) == (400, ["password"])
    assert admin.get(PATH).json()["count"] == 0
    assert verify(token, "a-password-of-eve-42").status_code == 200


def test_the_newer_of_two_forms_is_decided_about(admin):
    proven()
    second = proven(full_name="Ana B. Cruz")

    waiting = admin.get(PATH, {"status": "pending"}).json()["results"]

    assert [one["id"] for one in waiting] == [second]


def test_a_rejection_is_mailed_with_its_reason(world, admin):
    path = f"{PATH}{proven()}/"
    assert fields_of(admin.post(f"{path}reject/", {})) == ["reason"]

    rejected = admin.post(f"{path}reject/", {"reason": "Nobody of ours."})

    assert (rejected.json()["status"], rejected.json()["reason"]) == ("rejected", "Nobody of ours.")
    assert "Nobody of ours." in mails("invitation")[-1].message
    assert not User.objects.filter(email="ana.cruz@example.com").exists()
    assert Registration.objects.get().password == ""
    assert admin.post(f"{path}approve/").status_code == 409
    acts = AuditEvent.objects.filter(object_type="registration").order_by("id")
    assert [act.action for act in acts] == ["registration.verified", "registration.rejected"]


def test_a_decision_about_an_older_state_is_refused(admin):
    path = f"{PATH}{proven()}/"
    seen = {"If-Match": admin.get(path)["ETag"]}
    Registration.objects.get().save()

    assert admin.post(f"{path}approve/", headers=seen).status_code == 412


def test_an_account_opened_meanwhile_is_a_conflict(admin):
    path = f"{PATH}{proven()}/"
    make_person("ana.cruz")

    answer = admin.post(f"{path}approve/")

    assert (answer.status_code, fields_of(answer)) == (409, ["email"])
    assert Registration.objects.get().status == "pending"


def test_services_look_employees_up(world):
    employee = make_person("ana.cruz", "Requester")
    grant_role(user_id=employee.pk, role_id=role("Employee", "HDTS").pk)
    service = program("ticket_service", "users.read")

    found = service.get(f"{PATH}internal/{employee.pk}/")

    assert (found.status_code, found.json()["email"]) == (200, "ana.cruz@example.com")
    assert service.get(f"{PATH}internal/{world.agent.pk}/").status_code == 404
    assert client_of(world.admin).get(f"{PATH}internal/{employee.pk}/").status_code == 403


def test_unproven_and_old_forms_are_swept_away(admin, clock):
    register(email="never@example.com")
    path = f"{PATH}{proven()}/"
    admin.post(f"{path}reject/", {"reason": "no"})
    clock.advance(hours=25)
    purge()
    assert [one.status for one in Registration.objects.all()] == ["rejected"]

    clock.advance(days=90)
    purge()

    assert not Registration.objects.exists()


def test_the_list_costs_the_same_however_long_it_is(admin, django_assert_max_num_queries):
    for number in range(6):
        proven(email=f"guest{number}@example.com")

    with django_assert_max_num_queries(6):
        assert admin.get(PATH).json()["count"] == 6


ALLOWED = {
    "anonymous": (401, 401, 401),
    "requester": (403, 403, 403),
    "agent": (403, 403, 403),
    "manager": (403, 403, 403),
    "auditor": (200, 403, 403),
    "admin": (200, 200, 409),
    "service": (403, 403, 403),
}


@pytest.mark.parametrize("persona", ALLOWED)
def test_who_may_see_and_decide(world, persona):
    waiting = proven()
    clients = {
        "anonymous": make_client,
        "requester": lambda: client_of(make_person("ben.okafor", "Requester")),
        "agent": lambda: client_of(world.agent),
        "manager": lambda: client_of(make_person("manager", "Manager")),
        "auditor": lambda: client_of(world.auditor),
        "admin": lambda: client_of(world.admin),
        "service": lambda: program("workflow_api", "users.read"),
    }
    client = clients[persona]()

    got = (
        client.get(PATH).status_code,
        client.post(f"{PATH}{waiting}/approve/").status_code,
        client.post(f"{PATH}{waiting}/reject/", {"reason": "no"}).status_code,
    )

    assert got == ALLOWED[persona]


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_exactly_one_counts(db):
    admin = client_of(make_world().admin)
    path = f"{PATH}{proven()}/"

    answers = at_once(
        lambda: admin.post(f"{path}approve/").status_code,
        lambda: admin.post(f"{path}reject/", {"reason": "no"}).status_code,
    )

    assert sorted(answers) == [200, 409]
