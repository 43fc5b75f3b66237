import pytest


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of this test alone."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR
