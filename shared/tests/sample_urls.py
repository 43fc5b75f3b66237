"""A service of two views, for tests of what the shared library does around views."""

import uuid
from typing import Any

from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.errors import Invalid
from shared.http.urls import handler400, handler403, handler404, handler500, service_urls
from shared.idempotency.views import idempotent
from shared.inbox.models import ProcessedMessage

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class ThingsView(APIView):
    """Each POST makes one row; it fails or refuses when told to."""

    @idempotent
    def post(self, request: Request) -> Response:
        made = ProcessedMessage.objects.create(handler="things", message_id=uuid.uuid4())
        body: Any = request.data
        wish = body.get("wish")
        if wish == "crash":
            raise RuntimeError("crash")
        if wish == "refuse":
            raise Invalid("No")
        return Response({"id": made.message_id}, status=201, headers={"Location": "/things/"})


class OpenView(APIView):
    permission_classes = [AllowAny]

    def get(self, request: Request) -> Response:
        return Response({})


urlpatterns = [
    path("things/", ThingsView.as_view()),
    path("others/", ThingsView.as_view()),
    path("open/", OpenView.as_view()),
    *service_urls(),
]
