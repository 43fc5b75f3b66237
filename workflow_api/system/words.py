"""What the absence of a part means for people, in their words."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """`effect`: what is different now; `still_works`: what one can go on doing."""

    effect: str
    still_works: str


NOTHING_IS_LOST: Final = "Everything else works, and nothing is lost."
WORDS: Final = {
    "database": Words(
        "TTS cannot read or save anything just now.",
        "What was saved is safe. TTS continues by itself as soon as its database is back.",
    ),
    "auth": Words(
        "Nobody can sign in, and a session cannot be renewed. Names may be a few minutes old.",
        "Whoever is signed in can go on working until the session ends.",
    ),
    "broker": Words(
        "New tickets and changes reach other people late.",
        "Tickets are accepted, and tasks can be worked on. Nothing is lost.",
    ),
    "redis": Words(
        "Live updates come a moment later, and who else has a ticket open is not shown.",
        NOTHING_IS_LOST,
    ),
    "workflow": Words(
        "New tickets are assigned late.",
        "Tickets are accepted, and assigned tasks can be worked on. Nothing is lost.",
    ),
    "ticket": Words(
        "Tickets cannot be sent, and their status may be old.",
        "Assigned tasks can be worked on, and comments written.",
    ),
    "ticket_updates": Words(
        "New tickets are handed over late, and the status shown to requesters may be old.",
        "Tickets are accepted, and assigned tasks can be worked on. Nothing is lost.",
    ),
    "messaging": Words(
        "Comments cannot be read or written, and screens do not update by themselves.",
        "Tasks can be worked on. Reload the page to see what has changed.",
    ),
    "live_updates": Words("Screens update late.", NOTHING_IS_LOST),
    "notification": Words(
        "Notifications cannot be shown, and new ones and e-mails arrive late.",
        "Tasks are in the inbox all the same. Nothing is lost.",
    ),
    "notices": Words(
        "Notifications and e-mails arrive late.",
        "Tasks are in the inbox all the same. Nothing is lost.",
    ),
    "mail": Words("E-mails arrive late.", "Notifications in TTS arrive as usual."),
    "ams": Words(
        "AMS cannot be asked, so steps that reserve an asset wait.",
        "The step can be completed by hand.",
    ),
    "bms": Words(
        "BMS cannot be asked, so budget checks wait.",
        "The budget can be approved by hand.",
    ),
}


def words_for(part: str) -> Words:
    """The words for `part`; a system without its own gets the general ones."""
    return WORDS.get(part) or Words(
        f"The system “{part}” cannot be asked, so steps that need it wait.",
        "Other steps can be worked on, and waiting ones be decided by hand.",
    )
