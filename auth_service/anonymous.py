"""Endpoints for people who are not signed in: what they send is the credential."""

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from shared.http.clients import client_address
from shared.http.throttling import limit


class AnonymousView(APIView):
    """Cookies are not looked at, so nobody else's page can act for a person here.

    Limited per address like signing in, because each request may cost a mail or a password hash.
    """

    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = []

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        limit(request, "login", f"{type(self).__name__}:{client_address(request)}")
