"""What a reason means for the person who has to do something about it."""

from typing import Final

_MEANINGS: Final = {
    "SCHEMA_VIOLATION": "The message breaks its contract in the fields named. Correct and retry "
    "it, and tell the sender.",
    "VALIDATION_ERROR": "The content was refused in the fields named. Correct and retry it.",
    "WRONG_QUEUE": "The task came through a queue that may not carry it. Find out who sent it "
    "before retrying: the replay takes the right queue.",
    "AUTH_FAILED": "The signature is missing or wrong. A retry fails again until the key is known "
    "here; editing makes you answer for the content instead.",
    "RETRIES_EXHAUSTED": "Something failed as often as it was tried. Retry once it is back.",
    "CONFLICT": "The state of things did not allow it. Look whether it is still wanted, then retry "
    "or ignore.",
    "RESOURCE_NOT_FOUND": "It refers to something that did not exist. Retry once that is there.",
    "WORKFLOW_NOT_FOUND": "No deployed workflow takes tickets of this kind. Deploy one and they "
    "are routed, oldest first; or route the ticket by hand, or correct its category.",
    "SYSTEM_UNAVAILABLE": "Another system did not answer as often as it was asked, and the task "
    "waits. Retry once the system is back: it is asked under the same key, and the task goes on.",
    "POISON": "Workers died while processing it: read their logs before retrying.",
    "UNREADABLE": "Not a message in our format, so the sender has to send it again properly.",
    "UNKNOWN_TASK": "No handler has this name: a newer or foreign sender. Retry after the service "
    "was updated.",
    "REFUSED": "The envelope is not that of a plain task, for example it carried follow-up tasks. "
    "The replay is sent without them.",
    "EXPIRED": "It waited too long in the queue. Retry if it is still wanted.",
    "QUEUE_FULL": "The queue had no room. Retry once it is shorter.",
}
_OTHERWISE: Final = "The service refused it for the reason given. Remove the reason, then retry."


def meaning_of(code: str) -> str:
    return _MEANINGS.get(code, _OTHERWISE)
