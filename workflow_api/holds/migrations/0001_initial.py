import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tasks", "0011_seats_and_visits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("waiting_for_requester", "Waiting for the requester"),
                            ("waiting_for_supplier", "Waiting for a supplier"),
                            ("waiting_for_third_party", "Waiting for somebody outside"),
                            ("planned", "Planned for later"),
                            ("no_capacity", "We have no time for it now"),
                            ("other", "Another reason"),
                        ],
                        default="other",
                        max_length=30,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("stops_clock", models.BooleanField()),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(null=True)),
                ("by_id", models.PositiveBigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="tasks.task",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["task", "id"], name="hold_by_task"),
                    models.Index(
                        condition=models.Q(("ended_at", None), ("until__isnull", False)),
                        fields=["until"],
                        name="hold_to_be_lifted",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("task",),
                        name="hold_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "waiting_for_requester",
                                    "waiting_for_supplier",
                                    "waiting_for_third_party",
                                    "planned",
                                    "no_capacity",
                                    "other",
                                ],
                            )
                        ),
                        name="hold_code_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gt", models.F("began_at")), _connector="OR"
                        ),
                        name="hold_lasts_until_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", "other"), _negated=True),
                            ("note__gt", ""),
                            _connector="OR",
                        ),
                        name="hold_other_says_why",
                    ),
                ],
            },
        ),
    ]
