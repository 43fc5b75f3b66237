from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class TransactionId(models.Func):
    """The id of the writing transaction, which rises and never repeats."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Revocation(models.Model):
    """Access tokens that are out and no longer believed: of a session, or older ones of a person
    or a program.

    Kept until the last of them has expired. `transaction` lets readers fetch what is new without
    a gap: numbers from a sequence can become visible in another order than they were given out.
    """

    transaction = models.BigIntegerField(db_default=TransactionId())
    session_id = models.UUIDField(null=True)
    user_id = models.PositiveBigIntegerField(null=True)
    client_id = models.CharField(max_length=100, null=True)
    # Tokens of the person or program with a lower version are refused.
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
                name="revocation_of_one_kind",
                condition=Q(
                    session_id__isnull=False, user_id=None, client_id=None, token_version=None
                )
                | Q(
                    Q(user_id__isnull=False, client_id=None)
                    | Q(user_id=None, client_id__isnull=False),
                    session_id=None,
                    token_version__isnull=False,
                ),
            )
        ]
