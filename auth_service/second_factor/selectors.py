from dataclasses import dataclass

from auth_service.access.models import RoleAssignment
from auth_service.second_factor.models import RecoveryCode, SecondFactor
from auth_service.tokens.models import Session

RECOVERY = "recovery"
# The word of RFC 8176 for a sign-in that was proven twice.
MFA = "mfa"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person's sign-in is protected. `is_required`: by one of their roles."""

    is_required: bool
    methods: list[SecondFactor]
    recovery_codes_left: int


def standing(user_id: int) -> Standing:
    confirmed = SecondFactor.objects.confirmed().filter(user_id=user_id).order_by("method")
    return Standing(
        is_required=is_required(user_id),
        methods=list(confirmed),
        recovery_codes_left=RecoveryCode.objects.filter(user_id=user_id, used_at=None).count(),
    )


def is_required(user_id: int) -> bool:
    """Whether a role in force asks for a second factor."""
    held = RoleAssignment.objects.in_force().filter(user_id=user_id)
    return held.filter(role__requires_second_factor=True).exists()


def owes_proof(session: Session) -> bool:
    """Whether a role asks for a second factor by now and this session was opened without one."""
    return MFA not in session.methods and is_required(session.user_id)


def confirmed_methods(user_id: int) -> list[str]:
    """What a code may come from; recovery codes stand in for all the others."""
    confirmed = SecondFactor.objects.confirmed().filter(user_id=user_id)
    methods = list(confirmed.order_by("method").values_list("method", flat=True))
    return [*methods, RECOVERY] if methods else []
