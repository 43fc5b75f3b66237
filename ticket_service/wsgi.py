import os

from django.core.wsgi import get_wsgi_application

from shared.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ticket_service.settings")
end_with_parent()
application = get_wsgi_application()
