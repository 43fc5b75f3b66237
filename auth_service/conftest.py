"""Fixtures of all apps: signing keys, roles and a few people."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from auth_service.accounts.passwords import Hasher
from auth_service.tests import make
from shared.identity import keys as published
from shared.identity.caller import Caller
from shared.identity.tokens import authenticate_token
from shared.testing import make_client


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with real transactions empty all tables afterwards, which the audit refuses.

    Not autouse: without a test that needs one there is no test database to change.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER audit_no_truncate")
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_no_truncate")


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its cheapest: hundreds of sign-ins are not about its strength."""
    monkeypatch.setattr(Hasher, "time_cost", 1)
    monkeypatch.setattr(Hasher, "memory_cost", 64)


@pytest.fixture(scope="session")
def kept_people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Made outside all tests: their 180 statements would be the larger part of most of them."""
    with django_db_blocker.unblock():
        make.find_people() or make.make_people()


@pytest.fixture
def world(kept_people: None, db: None) -> make.World:
    """Signing keys, the roles of the catalogue and one person per kind.

    Tests with real transactions empty all tables, so after those the people are made anew.
    """
    return make.make_world()


@pytest.fixture
def nobody(db: None) -> None:
    """Before anybody seeded anything, but for the audit, which nothing empties."""
    make.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> make.Clock:
    """Time of the services, standing still until it is told to advance."""
    standing = make.Clock()
    monkeypatch.setattr(timezone, "now", standing.now)
    return standing


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Caller]:
    """Verifies a token as any other service does: with nothing but the published keys."""

    def verify(token: str) -> Caller:
        file = tmp_path / "jwks.json"
        file.write_text(json.dumps(make_client().get("/.well-known/jwks.json").json()))
        ring = published.KeySet(url="", file=file, cache=tmp_path / "cache.json")
        monkeypatch.setattr(published, "_key_set", ring)
        return authenticate_token(token)

    return verify
