"""Finding the handlers of the installed apps."""

import importlib
import importlib.util

from django.apps import apps


def load_handlers() -> None:
    """Import every installed app's module `handlers`, whose functions register themselves."""
    for config in apps.get_app_configs():
        if importlib.util.find_spec(f"{config.name}.handlers"):
            importlib.import_module(f"{config.name}.handlers")
