"""Proving again who one is, before an act that asks for it."""

import uuid

from django.db import transaction
from django.utils import timezone

from auth_service.audit.services import record
from auth_service.second_factor.selectors import MFA, confirmed_methods, owes_proof
from auth_service.second_factor.services.proving import OtpInvalid, OtpRequired, use_code
from auth_service.tokens.models import Session
from auth_service.tokens.pairs import access_token
from auth_service.tokens.services import delays
from auth_service.tokens.services.confirming import confirm_password, note_wrong_proof
from shared.errors import AuthFailed

PASSWORD = "pwd"  # noqa: S105  the word of RFC 8176 for it


def step_up(*, user_id: int, session_id: uuid.UUID, otp: str = "", password: str = "") -> str:
    """An access token whose `auth_time` is now.

    OtpRequired when the person has a second factor and gave the password, OtpInvalid or Invalid
    for a wrong proof, Throttled after several.
    """
    method = _prove_again(user_id, otp, password)
    return _refreshed(session_id, {method} | ({MFA} if method != PASSWORD else set()))


def _prove_again(user_id: int, otp: str, password: str) -> str:
    methods = confirmed_methods(user_id)
    if not methods:
        # Without a second factor a code proves nothing: it is a wrong password.
        confirm_password(user_id=user_id, password=password)
        return PASSWORD
    if not otp:
        raise OtpRequired(methods)
    delays.check([delays.insider(user_id)])
    try:
        return use_code(user_id=user_id, otp=otp)
    except OtpInvalid:
        note_wrong_proof(user_id)
        raise


@transaction.atomic
def _refreshed(session_id: uuid.UUID, methods: set[str]) -> str:
    alive = Session.objects.filter(pk=session_id, revoked_at=None).select_related("user")
    session = alive.select_for_update(of=("self",)).first()
    if session is None:
        raise AuthFailed("The session has ended")
    session.authenticated_at = timezone.now()
    session.methods = sorted({*session.methods, *methods})
    if owes_proof(session):
        raise AuthFailed("A role of yours needs a second factor by now: sign in again")
    session.save(update_fields=["authenticated_at", "methods"])
    record(action="session.stepped_up", object_type="person", object_id=session.user_id)
    now = timezone.now().replace(microsecond=0)
    return access_token(session, session.user, jti=uuid.uuid4(), issued_at=now)
