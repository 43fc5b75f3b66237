import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("user_id", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("items", models.PositiveSmallIntegerField()),
                ("set_by_id", models.PositiveBigIntegerField()),
                ("set_by_name", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("items__gte", 1), ("items__lte", 200)),
                        name="capacity_within_bounds",
                    )
                ],
            },
        ),
    ]
