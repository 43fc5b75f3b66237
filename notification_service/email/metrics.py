"""What became of the attempts to send mail."""

from shared.observability.stored import StoredCounter

EMAILS = StoredCounter(
    "tts_emails", "Attempts to send a mail: sent, postponed or given_up.", ["result"]
)
