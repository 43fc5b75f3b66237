import pytest

from tests.integration.world import World


@pytest.fixture(scope="session")
def world():
    return World()
