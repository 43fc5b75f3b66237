"""Letters beyond ASCII whose capital or small form is a letter of somebody else's name."""

import pytest

from auth_service.accounts.models import User
from auth_service.tests.make import PASSWORD, client_of, make_person
from shared.testing import make_client

# The dotless i, the long s, the dotted capital I and the sign of the kelvin.
DISGUISES = ["m\u0131ke.frost", "mike.fro\u017ft", "m\u0130ke.frost", "mi\u212ae.frost"]


@pytest.fixture
def mike(world):
    return make_person("mike.frost")


@pytest.mark.parametrize("name", DISGUISES)
@pytest.mark.parametrize("host", ["", "@example.com"])
def test_nobody_signs_in_under_a_name_that_only_looks_like_theirs(mike, name, host):
    body = {"username": name + host, "password": PASSWORD}

    assert make_client().post("/token/", body).status_code == 401


@pytest.mark.parametrize("name", DISGUISES)
def test_such_an_address_belongs_to_nobody(mike, name):
    assert not User.objects.addressed(f"{name}@example.com").exists()
    assert User.objects.addressed("MIKE.Frost@example.com").get() == mike


@pytest.mark.parametrize("name", [*DISGUISES, "\u0430dmin"])
def test_no_account_is_made_under_one(world, name):
    facts = {"email": "new@example.com", "full_name": "New", "password": "violet-tractor-42"}
    admin = client_of(world.admin)

    by_name = admin.post("/api/v1/users/", {**facts, "username": name})
    by_address = admin.post(
        "/api/v1/users/", {**facts, "username": "new", "email": f"{name}@example.com"}
    )

    fields = [answer.json()["details"][0]["field"] for answer in (by_name, by_address)]
    assert fields == ["username", "email"]


@pytest.mark.parametrize("name", DISGUISES)
def test_nobody_registers_under_one(world, name):
    form = {"email": f"{name}@example.com", "full_name": "New", "password": "violet-tractor-42"}

    answer = make_client().post("/api/v1/hdts/employees/register/", form)

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["email"]
