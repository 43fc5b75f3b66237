from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="taskitem",
            index=models.Index(
                name="item_open_by_assignee",
                fields=["assignee_id", "task"],
                condition=models.Q(status__in=["new", "in_progress"]),
            ),
        ),
    ]
