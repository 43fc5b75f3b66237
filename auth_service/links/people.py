"""Whose a link is, where it belongs to a person."""

from auth_service.accounts.models import User
from auth_service.accounts.services import locked_person
from auth_service.links.models import SingleUseLink
from auth_service.links.services import LinkInvalid
from shared.errors import NotFound


def locked_owner(link: SingleUseLink) -> User:
    """The active person the link was sent to, locked; LinkInvalid when there is none any more."""
    try:
        user = locked_person(link.subject_id)
    except NotFound as error:
        raise LinkInvalid from error
    if not user.is_active:
        raise LinkInvalid
    return user
