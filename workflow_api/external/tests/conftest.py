import pytest

from shared.integrations.breaker import PREFIX as CIRCUIT
from shared.integrations.limiter import PREFIX as BUCKET
from shared.integrations.redis import client
from shared.testing.partner import partner as running_partner


@pytest.fixture
def forgetful(settings):
    """Breakers and limits begin anew, in a Redis database of the tests' own."""
    settings.REDIS_URL = settings.REDIS_URL.rsplit("/", 1)[0] + "/15"
    names = [prefix + system for prefix in (CIRCUIT, BUCKET) for system in ("ams", "bms")]
    client().delete(*names)
    yield
    client().delete(*names)


@pytest.fixture
def partner(settings, forgetful):
    """AMS and BMS in one, giving the answers a test wants."""
    with running_partner() as found:
        settings.AMS_URL = settings.BMS_URL = found.url
        settings.AMS_API_KEY, settings.BMS_TOKEN = "key of ams", "token of bms"
        yield found
