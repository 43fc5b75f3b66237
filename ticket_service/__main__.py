"""`python -m ticket_service …` is the service's manage.py."""

from shared.manage import main

main("ticket_service")
