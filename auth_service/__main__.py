"""`python -m auth_service …` is the service's manage.py."""

from shared.manage import main

main("auth_service")
