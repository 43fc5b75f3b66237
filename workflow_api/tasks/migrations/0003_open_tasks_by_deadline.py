from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_open_items_of_people")]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                name="task_open_by_deadline",
                fields=["sla_deadline", "id"],
                condition=models.Q(
                    status__in=["in_progress", "on_hold", "pending", "pending_external"]
                ),
            ),
        ),
    ]
