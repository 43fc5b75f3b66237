"""People with second factors, and the codes they would read off their devices."""

import pyotp
from django.utils import timezone

from auth_service.tests.make import PASSWORD, client_of, mails, role
from shared.testing import make_client

TWO_FACTOR = "/api/v1/users/2fa/"


def code(secret, steps=0):
    """What an authenticator app shows now, or some thirty seconds later or before."""
    counter = int(timezone.now().timestamp()) // 30 + steps
    return pyotp.TOTP(secret).generate_otp(counter)


def with_app(user):
    """The secret and recovery codes of a person who sets an authenticator app up."""
    client = client_of(user)
    secret = client.post(f"{TWO_FACTOR}totp/").json()["secret"]
    confirmed = client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": code(secret, -1)})
    assert confirmed.status_code == 200, confirmed.json()
    return secret, confirmed.json()["recovery_codes"]


def with_mail(user):
    """A person who sets codes by mail up."""
    client = client_of(user)
    assert client.post(f"{TWO_FACTOR}email/").status_code == 202
    confirmed = client.post(f"{TWO_FACTOR}email/confirm/", {"otp": mailed_code()})
    assert confirmed.status_code == 200, confirmed.json()
    return confirmed.json()["recovery_codes"]


def mailed_code():
    codes = [mail.metadata["secret_code"] for mail in mails() if "secret_code" in mail.metadata]
    return codes[-1]


def attempt(username, otp=None, path="/token/"):
    body = {"username": username, "password": PASSWORD}
    return make_client().post(path, body if otp is None else {**body, "otp": otp})


def signed_in(user, otp):
    response = attempt(user.username, otp)
    assert response.status_code == 200, response.json()
    return response.json()


def require(name="IT Support"):
    """Let a role ask for a second factor."""
    wanted = role(name)
    wanted.requires_second_factor = True
    wanted.save()
