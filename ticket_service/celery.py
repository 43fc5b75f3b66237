import os

from shared.broker.celery import make_worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ticket_service.settings")
app = make_worker("ticket_service")
