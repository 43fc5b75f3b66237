"""`python -m <service> …` is each service's manage.py."""

import os
import sys


def main(package: str) -> None:
    """Run Django's command line with the settings of `package`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{package}.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line([f"python -m {package}", *sys.argv[1:]])
    finally:
        _close_pools()


def _close_pools() -> None:
    """Left to the end of the interpreter, a pool waits for its threads: in Python 3.13 for ever."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()
