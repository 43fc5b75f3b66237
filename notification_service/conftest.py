import math
from collections.abc import Iterator
from typing import Any

import pytest

from notification_service.email import sending
from notification_service.email import services as mail_services
from notification_service.people import services as people_services
from notification_service.tests.neighbours import AuthService, MailServer
from shared.identity import services as identity_services
from shared.integrations.breaker import PLACE
from shared.integrations.redis import key
from shared.testing.partner import Partner, Reply, partner


@pytest.fixture
def circuits() -> str:
    """Where breakers keep their state in Redis, by prefix; all are closed."""
    return key(PLACE, "")


@pytest.fixture
def auth(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[AuthService]:
    """auth_service, answering."""
    service = AuthService()
    settings.AUTH_URL = service.url
    monkeypatch.setattr(identity_services, "_token", ("", 0.0))
    people_services._auth.cache_clear()
    yield service
    service.close()
    people_services._auth.cache_clear()


@pytest.fixture
def mail_server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """The mail server, not started yet."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = server.port
    settings.DEFAULT_FROM_EMAIL = "TTS <tts@tts.example>"
    monkeypatch.setattr(mail_services, "_paused_until", -math.inf)
    sending.mail_server.cache_clear()
    yield server
    server.stop()


@pytest.fixture
def sendgrid(settings: Any, mail_server: MailServer) -> Iterator[Partner]:
    """SendGrid's API, taking mails; there is no SMTP server."""
    with partner() as api:
        api.replies = [Reply(202)]
        settings.EMAIL_BACKEND = "anymail.backends.sendgrid.EmailBackend"
        settings.ANYMAIL = {"SENDGRID_API_KEY": "key", "SENDGRID_API_URL": f"{api.url}/v3/"}
        yield api
