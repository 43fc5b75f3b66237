"""Deploying asks for a recent sign-in where that is configured."""

import time

import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN, ALICE, token_of
from workflow_api.roles.tests.factories import make_role
from workflow_api.workflows.tests.test_samples import ROLES, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    for role in ROLES:
        make_role(role, ALICE)
    imported = make_client(ADMIN).post("/workflows/import/", sample("purchase-request")).json()
    return f"/workflows/{imported['workflow']['id']}/"


def admin_signed_in(seconds_ago):
    client = make_client()
    token = token_of(ADMIN, auth_time=int(time.time()) - seconds_ago)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def test_an_old_sign_in_must_be_proven_again(settings, path):
    settings.STEP_UP_MINUTES = 5

    refused = admin_signed_in(360).post(f"{path}deploy/")

    assert (refused.status_code, refused.json()["code"]) == (403, "STEP_UP_REQUIRED")
    assert "POST /token/step-up/" in refused.json()["error"]
    assert admin_signed_in(360).get(path).json()["status"] == "draft"
    assert admin_signed_in(10).post(f"{path}deploy/").json()["status"] == "deployed"


def test_where_it_is_off_any_sign_in_will_do(settings, path):
    settings.STEP_UP_MINUTES = 0

    assert make_client(ADMIN).post(f"{path}deploy/").status_code == 200
