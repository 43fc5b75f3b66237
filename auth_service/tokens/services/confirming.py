"""The password again, before something that a borrowed session must not do."""

from auth_service.accounts.models import User
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
        delays.record_failure([account])
        raise Invalid("Validation failed", [FieldError(field, "is not your password")])
