import pytest

from shared.integrations.redis import client
from shared.testing.partner import partner as running_partner


def forget():
    client().delete(*client().scan_iter("tts:integration:*", count=1000), "none")


@pytest.fixture
def forgetful(settings):
    """Breakers and limits begin anew, in a Redis database of the tests' own."""
    settings.REDIS_URL = settings.REDIS_URL.rsplit("/", 1)[0] + "/15"
    forget()
    yield
    forget()


@pytest.fixture
def partner(settings, forgetful):
    """All other systems in one, giving the answers a test wants."""
    with running_partner() as found:
        settings.AMS_URL = settings.BMS_URL = found.url
        settings.AMS_API_KEY, settings.BMS_TOKEN = "key of ams", "token of bms"
        for system in ("SALES", "ERP", "ESIGNATURE", "SMS"):
            setattr(settings, f"{system}_URL", f"{found.url}/{system.lower()}")
            setattr(settings, f"{system}_API_KEY", f"key of {system.lower()}")
        yield found
