"""Named constraints of the database, told to the caller in terms of fields."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg import errors

from shared.errors import Conflict, FieldError

FIELDS = {
    "user_username_unique": "username",
    "user_email_unique": "email",
    "system_name_unique": "name",
    "identity_once": "identity",
    "tokens_serviceclient_client_id_key": "client_id",
    "api_key_name_unique": "name",
    "role_name_unique_in_system": "name",
    "invitation_one_open_per_address": "email",
}


@contextmanager
def refusing_duplicates() -> Iterator[None]:
    """Turn a breach of a uniqueness constraint into a Conflict that names the field."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        name = cause.diag.constraint_name if isinstance(cause, errors.UniqueViolation) else None
        field = FIELDS.get(name or "")
        if field is None:
            raise
        detail = FieldError(field, "is already taken")
        raise Conflict(f"This {field} is already taken", [detail]) from error
