"""workflow_api's database and server, with nothing of its own in front of the view."""

from workflow_api.settings import *  # noqa: F403

ROOT_URLCONF = "tests.load.baselines.reads"
MIDDLEWARE = []
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": None,
}
