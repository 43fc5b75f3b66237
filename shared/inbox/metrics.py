"""What became of the messages that arrived."""

from shared.observability.stored import StoredCounter

MESSAGES = StoredCounter(
    "tts_messages",
    "Messages that arrived, by outcome: handled, repeated, retried, put_off or dead.",
    ["task", "outcome"],
)
DEAD_LETTERS = StoredCounter(
    "tts_dead_letters", "Messages given up, by queue and code.", ["queue", "code"]
)
