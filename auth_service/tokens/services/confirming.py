"""The password again, before something that a borrowed session must not do."""

from django.db import transaction

from auth_service.accounts.models import User
from auth_service.audit.services import record
from auth_service.tokens.services import delays
from shared.errors import FieldError, Invalid


def confirm_password(*, user_id: int, password: str, field: str = "password") -> None:
    """Invalid, naming `field`, unless it is the person's password.

    Wrong ones are delayed like failed sign-ins (Throttled).
    """
    account = delays.insider(user_id)
    delays.check([account])
    user = User.objects.present().filter(pk=user_id).first()
    if user is None or not user.check_password(password):
        note_wrong_proof(user_id)
        raise Invalid("Validation failed", [FieldError(field, "is not your password")])


@transaction.atomic
def note_wrong_proof(user_id: int) -> None:
    """Count and keep that somebody who is signed in could not prove it again."""
    delays.record_failure([delays.insider(user_id)])
    record(
        action="sign_in.failed",
        object_type="person",
        object_id=user_id,
        reason="was signed in and did not prove it again",
    )
