"""Links that prove whoever follows them reads the mails of an address."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from auth_service.links.models import SingleUseLink
from shared.errors import DomainError

Purpose = SingleUseLink.Purpose


class LinkInvalid(DomainError):
    """Unknown, used, replaced by a newer one or expired: which of these is nobody's business."""

    code = "LINK_INVALID"
    status = 410

    def __init__(self) -> None:
        super().__init__("This link was used already or has expired: ask for a new one")


@transaction.atomic
def issue(*, purpose: Purpose, subject_id: int, address: str, lifetime: timedelta) -> str:
    """The token of a new link; an older open one for the same purpose stops working.

    The caller holds the lock of the subject.
    """
    withdraw(purpose=purpose, subject_id=subject_id)
    token = secrets.token_urlsafe(32)
    SingleUseLink.objects.create(
        digest=_digest(token),
        purpose=purpose,
        subject_id=subject_id,
        address=address,
        expires_at=timezone.now() + lifetime,
    )
    return token


def look(*, purpose: Purpose, token: str) -> SingleUseLink:
    """The link while it can be used, without using it; LinkInvalid otherwise."""
    usable = SingleUseLink.objects.usable()
    link = usable.filter(pk=_digest(token), purpose=purpose).first()
    if link is None:
        raise LinkInvalid
    return link


def redeem(*, purpose: Purpose, token: str) -> SingleUseLink:
    """Use the link up in the caller's transaction; LinkInvalid for all but the first.

    When that transaction fails the link is as good as before.
    """
    usable = SingleUseLink.objects.usable().filter(pk=_digest(token), purpose=purpose)
    # The update waits for a rival's and then looks again: no second use slips through.
    if not usable.update(used_at=timezone.now()):
        raise LinkInvalid
    return SingleUseLink.objects.get(pk=_digest(token))


def withdraw(*, purpose: Purpose, subject_id: int) -> None:
    """Make open links of this purpose useless."""
    SingleUseLink.objects.filter(purpose=purpose, subject_id=subject_id, used_at=None).delete()


def purge() -> None:
    """Delete what has expired. For the schedule."""
    SingleUseLink.objects.filter(expires_at__lte=timezone.now()).delete()


def _digest(token: str) -> str:
    # A token holds 256 random bits: there is nothing to guess that a slow hash would protect.
    return hashlib.sha256(token.encode()).hexdigest()
