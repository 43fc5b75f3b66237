from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class TransactionId(models.Func):
    """The id of the writing transaction, which rises and never repeats."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Revocation(models.Model):
    """Access tokens that are out and no longer believed: of a session, or older ones of a person.

    Kept until the last of them has expired. `transaction` lets readers fetch what is new without
    a gap: numbers from a sequence can become visible in another order than they were given out.
    """

    transaction = models.BigIntegerField(db_default=TransactionId())
    session_id = models.UUIDField(null=True)
    user_id = models.PositiveBigIntegerField(null=True)
    # Tokens of the person with a lower version are refused.
    token_version = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(name="revocation_by_transaction", fields=["transaction"]),
            models.Index(name="revocation_by_expiry", fields=["expires_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="revocation_of_session_or_person",
                condition=Q(session_id__isnull=False, user_id=None, token_version=None)
                | Q(session_id=None, user_id__isnull=False, token_version__isnull=False),
            )
        ]
