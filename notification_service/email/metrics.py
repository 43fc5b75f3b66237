"""What became of the attempts to send mail, and what still waits."""

from notification_service.email.selectors import late_mail
from shared.observability.asked import AskedGauge
from shared.observability.stored import StoredCounter

EMAILS = StoredCounter(
    "tts_emails", "Attempts to send a mail: sent, postponed or given_up.", ["result"]
)
AskedGauge(
    "tts_emails_waiting",
    "Mails not sent yet, without those that wait for their recipient's mailbox.",
    lambda: late_mail()[0],
)
AskedGauge(
    "tts_emails_oldest_age_seconds",
    "For how long the oldest of them has waited.",
    lambda: late_mail()[1],
)
