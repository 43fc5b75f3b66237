from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0010_moves_as_allowed")]

    operations = [
        migrations.RemoveConstraint(
            model_name="taskitem",
            name="item_one_open_per_step",
        ),
        migrations.AddField(
            model_name="task",
            name="filled",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="task",
            name="visit_from",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="taskitem",
            name="seat",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="taskitem",
            name="wakes_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="taskevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("started", "Started"),
                    ("assigned", "Assigned"),
                    ("unassigned", "Unassigned"),
                    ("claimed", "Claimed"),
                    ("released", "Released"),
                    ("transition", "Transition"),
                    ("voted", "Voted"),
                    ("moved", "Moved"),
                    ("reopened", "Reopened"),
                    ("closed", "Closed"),
                    ("changed", "Changed"),
                    ("held", "Held"),
                    ("resumed", "Resumed"),
                    ("amended", "Amended"),
                    ("cancelled", "Cancelled"),
                    ("completed", "Completed"),
                    ("rejected", "Rejected"),
                    ("sla_warning", "Sla Warning"),
                    ("sla_breach", "Sla Breach"),
                    ("receipt", "Receipt"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("status__in", ["completed", "rejected"])),
                fields=["completed_at"],
                name="task_to_be_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="taskitem",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["new", "in_progress"]), ("wakes_at__isnull", False)
                ),
                fields=["wakes_at"],
                name="item_to_be_woken",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["new", "in_progress"])),
                fields=("task", "step_key", "seat"),
                name="item_one_open_per_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["new", "in_progress"])),
                fields=("task", "step_key", "assignee_id"),
                name="item_one_open_per_person",
            ),
        ),
    ]
