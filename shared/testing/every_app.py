"""Settings under which the types of the shared library are checked: with what only some use."""

from shared.testing import settings
from shared.testing.settings import *  # noqa: F403  as every settings file

INSTALLED_APPS = [*settings.INSTALLED_APPS, "shared.audit"]
AUDIT_NOTE = ""
