from django.db import migrations


class Migration(migrations.Migration):
    """Rows live for milliseconds: dead ones, not live ones, slow this table down."""

    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE outbox_outboxmessage SET (autovacuum_vacuum_scale_factor = 0.01,"
            " autovacuum_vacuum_threshold = 1000)",
            "ALTER TABLE outbox_outboxmessage RESET (autovacuum_vacuum_scale_factor,"
            " autovacuum_vacuum_threshold)",
        )
    ]
