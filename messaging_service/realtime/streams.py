"""Names of streams, and of the Channels groups in which their news are announced."""

import hashlib
import re

GROUP_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
HASHED = "h."


def ticket_stream(number: str) -> str:
    return f"ticket:{number}"


def user_stream(user_id: int) -> str:
    return f"user:{user_id}"


def comment_stream(number: str) -> str:
    """All comments of a ticket, for people who may read internal ones."""
    return f"comments:{number}"


def requester_stream(number: str) -> str:
    """The comments a requester may read: a sequence of its own, so that gaps tell nothing."""
    return f"requester-comments:{number}"


def is_internal(stream: str) -> bool:
    """Whether it is a stream of comments with the internal ones among them."""
    return stream.startswith(comment_stream(""))


def ticket_number(stream: str) -> str:
    """`ticket:HD-7` → `HD-7`."""
    return stream.partition(":")[2]


def group_of(stream: str) -> str:
    """`comments:HD-7` → `comments_HD-7`. What Channels does not allow in a name is hashed."""
    kind, _, name = stream.partition(":")
    if not GROUP_NAME.fullmatch(name) or name.startswith(HASHED):
        name = HASHED + hashlib.sha256(name.encode()).hexdigest()[:40]
    return f"{kind}_{name}"
