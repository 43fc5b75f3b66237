from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0003_departures")]

    operations = [
        migrations.AddField(
            "rolemember", "department", models.CharField(blank=True, max_length=100, null=True)
        ),
    ]
