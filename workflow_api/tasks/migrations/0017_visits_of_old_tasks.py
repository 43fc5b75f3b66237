"""Tasks that were under way before visits were counted: until then each visit had one item."""

from django.db import migrations

FILL = """
UPDATE tasks_task AS task SET visit_from = item.id
  FROM tasks_taskitem AS item
 WHERE item.task_id = task.id AND item.closed_at IS NULL
   AND item.seat = 0 AND task.visit_from = 0
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0016_kinds_of_events")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
