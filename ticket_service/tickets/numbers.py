"""Ticket numbers of tickets whose sender gave none: TKT-2026-000001, counted anew every year."""

from django.db import connection


def next_numbers(year: int, count: int = 1) -> list[str]:
    """`count` numbers nobody else gets. A rolled back transaction leaves a gap, never a double."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT next_ticket_serial(%s) FROM generate_series(1, %s)", [year, count])
        return [f"TKT-{year}-{serial:06d}" for (serial,) in cursor.fetchall()]
