"""Whom a comment addresses: people who can read it, and who then may see the ticket."""

from collections.abc import Sequence

import structlog

from messaging_service.comments.models import Comment
from shared.contracts.workflow import NoteMentions
from shared.errors import FieldError, Invalid, Unavailable
from shared.outbox.services import publish
from shared.ticket_access import TicketAccess, mentionable

log = structlog.get_logger()


def check_mentions(access: TicketAccess, ticket_id: str, mentions: Sequence[int]) -> None:
    """Invalid naming those whom a mention would not reach.

    To be asked before the transaction of the comment: workflow_api knows who works here. While it
    is away the comment counts for more than this check.
    """
    strangers = set(mentions) - set(access.participants)
    if not strangers or not access.may_see_internal:
        return
    try:
        strangers -= mentionable(ticket_id, strangers)
    except Unavailable as error:
        log.warning("mentions_not_checked", error_message=str(error))
        return
    if strangers:
        raise refusal(strangers)


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
