from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sla", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="slasegment",
            name="cycle",
            field=models.PositiveSmallIntegerField(default=1),
        ),
    ]
