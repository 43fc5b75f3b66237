from django.db.models import QuerySet

from auth_service.invitations.models import Invitation
from auth_service.links.services import LinkInvalid, Purpose, look
from shared.errors import NotFound


def invitations() -> QuerySet[Invitation]:
    """All of them, the newest first, with their roles."""
    shown = Invitation.objects.select_related("invited_by")
    return shown.prefetch_related("roles__system").order_by("-created_at", "-id")


def invitation(invitation_id: int) -> Invitation:
    """NotFound when there is none."""
    found = invitations().filter(id=invitation_id).first()
    if found is None:
        raise NotFound(f"There is no invitation {invitation_id}")
    return found


def invitation_behind(token: str) -> Invitation:
    """The invitation a link belongs to, while it can be accepted; LinkInvalid otherwise."""
    link = look(purpose=Purpose.INVITATION, token=token)
    found = Invitation.objects.open().filter(id=link.subject_id)
    invitation = found.prefetch_related("roles__system").first()
    if invitation is None:
        raise LinkInvalid
    return invitation
