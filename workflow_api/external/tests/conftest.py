import pytest

from shared.testing.partner import partner as running_partner


@pytest.fixture
def partner(settings):
    """All other systems in one, giving the answers a test wants."""
    with running_partner() as found:
        settings.AMS_URL = settings.BMS_URL = found.url
        settings.AMS_API_KEY, settings.BMS_TOKEN = "key of ams", "token of bms"
        for system in ("SALES", "ERP", "ESIGNATURE", "SMS"):
            setattr(settings, f"{system}_URL", f"{found.url}/{system.lower()}")
            setattr(settings, f"{system}_API_KEY", f"key of {system.lower()}")
        yield found
