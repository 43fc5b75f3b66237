"""A signature of HDTS is good for one change."""

from datetime import timedelta

from django.utils import timezone

from shared.identity.nonces import spend
from shared.identity.signatures import SKEW_SECONDS
from ticket_service.intake.models import UsedSignature
from ticket_service.tickets.authentication import Signature

# From the earliest moment a timestamp is accepted to the latest.
_KEPT = timedelta(seconds=2 * SKEW_SECONDS)


def use(signature: Signature) -> None:
    """Mark `signature` as used, in the transaction of what it authorises; AuthFailed if it was."""
    until = timezone.now() + _KEPT
    spend(UsedSignature, key_id=signature.key_id, signature=signature.text, until=until)
