"""What the sign-in screen offers is what there is."""

import pytest

from shared.testing import make_client

FORM = {
    "email": "ana.cruz@example.com",
    "full_name": "Ana Cruz",
    "password": "violet tractor 42",
}


def test_a_password_alone_where_nothing_else_is_set_up(settings):
    settings.REGISTRATION_OPEN = False

    answer = make_client().get("/token/options/")

    assert answer.json() == {"openid": False, "registration": False}


def test_what_is_set_up_is_offered(settings):
    settings.OPENID_ISSUER = "https://id.example.com"

    assert make_client().get("/token/options/").json() == {"openid": True, "registration": True}


@pytest.mark.django_db
def test_nobody_registers_where_it_is_closed(settings):
    settings.REGISTRATION_OPEN = False

    answer = make_client().post("/api/v1/hdts/employees/register/", FORM)

    assert (answer.status_code, answer.json()["code"]) == (403, "PERMISSION_DENIED")
