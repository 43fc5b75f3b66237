from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("migrating", "0002_sla_version_before")]

    operations = [
        # The default stays in the database: orders are filled in by one statement of their own.
        migrations.AddField(
            "move", "task_before", models.JSONField(db_default={}, default=dict)
        ),
    ]
