from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0012_more_event_kinds")]

    operations = [
        migrations.AddIndex(
            model_name="taskitem",
            index=models.Index(fields=["assignee_id", "assigned_at"], name="item_received"),
        ),
        migrations.AddIndex(
            model_name="taskitem",
            index=models.Index(
                condition=models.Q(closed_at__isnull=False),
                fields=["assignee_id", "closed_at"],
                name="item_gone",
            ),
        ),
    ]
