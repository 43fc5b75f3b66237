"""From a provider's word to a session of ours."""

from django.db import transaction

from auth_service.accounts.models import User
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.openid.models import ForeignIdentity
from auth_service.openid.provider import Identity
from auth_service.tokens.clients import Client
from auth_service.tokens.pairs import TokenPair
from auth_service.tokens.services.signing_in import open_session
from shared.errors import AuthFailed

# RFC 8176 names no method for it; this is the word in use.
FEDERATED = "fed"
REFUSAL = "No active account belongs to this identity"


def sign_in_as(*, identity: Identity, client: Client) -> TokenPair:
    """The first pair of a session for the person behind a provider's identity.

    Accounts are linked at the first sign-in, by an address that the provider has verified, and
    found by the provider's own id from then on. None is made here. AuthFailed without an account.
    """
    user = _linked(identity) or _link(identity)
    if user is None or not user.is_active:
        _note_refusal(identity)
        raise AuthFailed(REFUSAL)
    return open_session(user, client, [FEDERATED])


def _linked(identity: Identity) -> User | None:
    known = ForeignIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject)
    found = known.select_related("user").first()
    return found.user if found else None


@transaction.atomic
def _link(identity: Identity) -> User | None:
    if not identity.email:
        return None
    present = User.objects.present().filter(email__iexact=identity.email, is_active=True)
    user = present.select_for_update(no_key=True).first()
    if user is None or user.identities.filter(issuer=identity.issuer).exists():
        # An address may be given to somebody else: whoever is linked already stays linked.
        return None
    with refusing_duplicates():
        user.identities.create(issuer=identity.issuer, subject=identity.subject)
    record(
        action="identity.linked",
        object_type="person",
        object_id=user.pk,
        after={"issuer": identity.issuer},
        actor=Actor.person(user),
    )
    return user


@transaction.atomic
def _note_refusal(identity: Identity) -> None:
    record(
        action="sign_in.failed",
        object_type="identity",
        object_id=identity.subject[:100],
        after={"issuer": identity.issuer},
        reason=REFUSAL,
    )
