"""Settings under which the shared library is tested by itself."""

from shared.settings import *

SERVICE = "workflow_api"
ROOT_URLCONF = "shared.testing.urls"
INSTALLED_APPS = [*BASE_APPS, "shared.dead_letters"]
RETENTION = DEAD_LETTER_RETENTION
