"""Numbers of tickets that people write down here. Gaps are harmless."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0004_triage")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE ticket_number_by_hand", "DROP SEQUENCE ticket_number_by_hand"
        )
    ]
