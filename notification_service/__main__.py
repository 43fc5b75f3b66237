"""`python -m notification_service …` is the service's manage.py."""

from shared.manage import main

main("notification_service")
