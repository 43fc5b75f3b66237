"""`python -m <service> …` is each service's manage.py."""

import os
import sys


def main(package: str) -> None:
    """Run Django's command line with the settings of `package`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{package}.settings")
    # A pool is for web processes: here each thread does one thing at a time.
    os.environ["TTS_DB_POOL"] = "0"
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"python -m {package}", *sys.argv[1:]])
