"""What a seal covers of a row, computed by the database: rows need not leave it."""

from typing import Any, Final, cast

from django.apps import apps

TABLE: Final = "audit_auditevent"
# The same text for the same moment, whatever the session's time zone.
MOMENT: Final = """to_char({}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""


def audit_model() -> Any:
    """The service's AuditEvent."""
    return apps.get_app_config("audit").get_model("AuditEvent")


def digest_sql(alias: str) -> str:
    """An expression: SHA-256 of the sealed columns of the audit row called `alias`.

    Columns that were added later are not covered: seals made before would not fit any more.
    """
    columns = cast(tuple[str, ...], audit_model().SEALED)
    parts = [MOMENT.format(alias) if name == "at" else f"{alias}.{name}" for name in columns]
    return f"sha256(convert_to(jsonb_build_array({', '.join(parts)})::text, 'UTF8'))"
