"""What every test of this service needs."""

from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from workflow_api.roles.tests.hours import NINE


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with real transactions empty all tables afterwards, which the audit refuses.

    Not autouse: without a test that needs one there is no test database to change.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER audit_no_truncate")
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_no_truncate")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Stands at Monday, nine o'clock, until its only element is set."""
    moment = [NINE]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment
