"""Programs that sign in with client credentials."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from auth_service.tokens.models import ServiceClient
from auth_service.tokens.shell import ServiceToken
from shared.errors import AuthFailed


def service_token(*, client_id: str, client_secret: str) -> tuple[str, list[str]]:
    """A token and its scopes; AuthFailed in the same words and time for an unknown client.

    Failures cost no delay: these secrets cannot be guessed, and a delay would let anybody who
    knows a name keep a service from its work.
    """
    client = ServiceClient.objects.filter(client_id=client_id).first()
    fits = check_password(client_secret, client.secret if client else make_password(None))
    if client is None or not fits or not client.is_active:
        raise AuthFailed("No active client with these credentials")
    token = ServiceToken()
    token.payload.update(sub=client_id, client_id=client_id, scopes=client.scopes)
    return str(token), client.scopes


@transaction.atomic
def register_client(*, client_id: str, client_secret: str, scopes: list[str]) -> bool:
    """Make or update a client; whether anything changed. An inactive one stays inactive."""
    client = ServiceClient.objects.select_for_update().filter(client_id=client_id).first()
    if client is None:
        secret = make_password(client_secret)
        ServiceClient.objects.create(client_id=client_id, secret=secret, scopes=scopes)
        return True
    if client.scopes == scopes and check_password(client_secret, client.secret):
        return False
    client.secret, client.scopes = make_password(client_secret), scopes
    client.save(update_fields=["secret", "scopes"])
    return True
