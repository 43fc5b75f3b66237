"""How tickets fare."""

from shared.observability.stored import StoredCounter, StoredHistogram

TICKETS = StoredCounter(
    "tts_tickets", "Tickets routed, unrouted, completed, rejected or cancelled.", ["outcome"]
)
ASSIGNMENT_SECONDS = StoredHistogram(
    "tts_assignment_latency_seconds",
    "From the receipt of a ticket until its first step belongs to somebody.",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200),
)
