from django.db import migrations, models
from django.db.models import Q

PUT_BACK = """
UPDATE tasks_taskitem SET status = 'new', started_at = NULL
 WHERE status = 'in_progress' AND assignee_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0019_filters")]

    operations = [
        migrations.RunSQL(PUT_BACK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="taskitem",
            constraint=models.CheckConstraint(
                condition=~Q(status="in_progress") | Q(assignee_id__isnull=False),
                name="item_begun_by_somebody",
            ),
        ),
    ]
