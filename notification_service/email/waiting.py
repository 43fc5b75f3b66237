"""How long a mail waits for its next attempt, by what the last one failed at."""

import random

from notification_service.email.models import EmailDelivery
from shared.integrations.policies import POLICIES

QUICK_ATTEMPTS = 5
LONGEST_SECONDS = {
    # The breaker spares a server that is away; once it is back, nothing should wait any longer.
    EmailDelivery.Obstacle.SERVER: POLICIES["email"].longest_wait,
    EmailDelivery.Obstacle.ADDRESS: 60.0,
    EmailDelivery.Obstacle.RECIPIENT: 3600.0,
}


def wait_after(attempts: int, obstacle: EmailDelivery.Obstacle) -> float:
    """Seconds after the `attempts`-th failure: the policy's waits, then from a minute on."""
    policy = POLICIES["email"]
    wait = policy.wait(attempts)
    if attempts > QUICK_ATTEMPTS:
        # Bounded before it is raised to a power, as attempts are not.
        wait = 60.0 * 2.0 ** min(attempts - QUICK_ATTEMPTS - 1, 10)
    jitter = random.uniform(1, 1 + policy.jitter)  # noqa: S311  jitter, no secret
    return min(wait, LONGEST_SECONDS[obstacle]) * jitter
