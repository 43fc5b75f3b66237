import os

from shared.broker.celery import make_worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notification_service.settings")
app = make_worker("notification_service")
