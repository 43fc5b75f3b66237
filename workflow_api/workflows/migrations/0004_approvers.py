from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0003_calendar_and_ladder"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="approvers",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
