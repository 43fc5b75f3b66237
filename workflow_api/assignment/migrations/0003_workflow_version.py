from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assignment", "0002_causes_and_turns")]

    operations = [
        migrations.AddField(
            model_name="assignmentdecision",
            name="workflow_version",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
