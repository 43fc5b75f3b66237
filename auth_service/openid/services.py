"""From a provider's word to a session of ours."""

from datetime import UTC, datetime

from django.db import transaction

from auth_service.accounts.models import User
from auth_service.alerts.services import note_failures
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.openid.models import ForeignIdentity
from auth_service.openid.provider import Identity
from auth_service.second_factor.selectors import MFA
from auth_service.second_factor.services.proving import OtpInvalid, Proof, prove
from auth_service.tokens.clients import Client
from auth_service.tokens.services import delays
from auth_service.tokens.services.signing_in import SignedIn, open_session
from shared.errors import AuthFailed

# RFC 8176 names no method for it; this is the word in use.
FEDERATED = "fed"
REFUSAL = "No active account belongs to this identity"


def recognise(*, identity: Identity) -> User:
    """The person behind a provider's identity; AuthFailed without an active account.

    Accounts are linked at the first sign-in, by an address that the provider has verified, and
    found by the provider's own id from then on. None is made here.
    """
    user = _linked(identity) or _link(identity)
    if user is None or not user.is_active:
        _note_refusal(identity)
        raise AuthFailed(REFUSAL)
    return user


def finish(
    *, user: User, client: Client, proven_twice: bool = False, proven_at: int = 0, otp: str = ""
) -> SignedIn:
    """The first pair of a session for somebody whom the provider vouches for.

    Unless the provider asked for a second factor itself, TTS's own is asked for as after a
    password (decision 0029): OtpRequired, OtpInvalid or EnrolmentRequired; Throttled after several
    wrong codes. Without a code of ours the proof is as old as the provider says: its session may
    have been open for days, and whoever sits there now was asked nothing.
    """
    proof = Proof([MFA]) if proven_twice else _prove(user, otp, client)
    asked_here = bool(proof.methods) and not proven_twice
    at = None if asked_here else datetime.fromtimestamp(proven_at, UTC)
    pair = open_session(user, client, [FEDERATED, *proof.methods], proven_at=at)
    return SignedIn(pair, proof.recovery_codes)


def _prove(user: User, otp: str, client: Client) -> Proof:
    account = delays.insider(user.pk)
    delays.check([account])
    try:
        proof = prove(user=user, otp=otp)
    except OtpInvalid:
        _note_wrong_code(user, account, client)
        raise
    delays.forget(account)
    return proof


@transaction.atomic
def _note_wrong_code(user: User, account: delays.Subject, client: Client) -> None:
    note_failures(user, delays.record_failure([account])[account.key], client)
    record(action="sign_in.failed", object_type="person", object_id=user.pk)


def _linked(identity: Identity) -> User | None:
    known = ForeignIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject)
    found = known.select_related("user").first()
    return found.user if found else None


@transaction.atomic
def _link(identity: Identity) -> User | None:
    if not identity.email:
        return None
    present = User.objects.addressed(identity.email).filter(is_active=True)
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
