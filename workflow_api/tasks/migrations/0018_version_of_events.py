"""A line of the history keeps the version it went by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0017_visits_of_old_tasks")]

    operations = [
        migrations.AddField("taskevent", "workflow_version", models.PositiveIntegerField(null=True))
    ]
