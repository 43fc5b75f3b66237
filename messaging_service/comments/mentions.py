"""Whom a comment addresses: people who can read it, and who then may see the ticket."""

from collections.abc import Sequence

import structlog

from messaging_service.comments.models import Comment
from shared.contracts.workflow import NoteMentions
from shared.errors import FieldError, Invalid, Unavailable
from shared.outbox.services import publish
from shared.ticket_access import TicketAccess, mentionable

log = structlog.get_logger()


def check_mentions(access: TicketAccess, ticket_id: str, mentions: Sequence[int]) -> dict[int, str]:
    """The names of those whom a comment addresses; Invalid naming those it would not reach.

    To be asked before the transaction of the comment: workflow_api knows who works here. While it
    is away the comment counts for more than this check and those names.
    """
    if not mentions:
        return {}
    try:
        names = mentionable(ticket_id, set(mentions))
    except Unavailable as error:
        log.warning("mentions_not_checked", error_message=str(error))
        return {}
    strangers = set(mentions) - names.keys() - set(access.participants)
    if strangers and access.may_see_internal:
        raise refusal(strangers)
    return names


def refusal(strangers: set[int]) -> Invalid:
    fault = FieldError("mentions", f"cannot see this ticket: {sorted(strangers)}")
    return Invalid("Validation failed", [fault])


def note(comment: Comment) -> None:
    """Tell workflow_api whom the comment addresses: it makes the ticket their affair."""
    mentioned = sorted(set(comment.mentions) - {comment.user_id})
    if mentioned:
        publish(
            NoteMentions(
                ticket_number=comment.ticket_id,
                comment_id=comment.pk,
                by_name=(comment.full_name or comment.username)[:200],
                user_ids=mentioned,
            )
        )
