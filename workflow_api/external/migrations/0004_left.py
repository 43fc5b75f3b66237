from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("external", "0003_answered_in")]

    operations = [
        migrations.RemoveConstraint("externalcall", "external_call_resolution_known"),
        migrations.AlterField(
            "externalcall",
            "resolution",
            models.CharField(
                blank=True,
                choices=[
                    ("", "None"),
                    ("retried", "Retried"),
                    ("by_hand", "By Hand"),
                    ("left", "Left"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            "externalcall",
            models.CheckConstraint(
                condition=models.Q(("resolution__in", ["", "retried", "by_hand", "left"])),
                name="external_call_resolution_known",
            ),
        ),
    ]
