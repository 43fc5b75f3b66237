from django.db import migrations, models
from django.db.models import Q


def keep_what_is_spoken(apps, schema_editor):
    # Until now English was all there was, whatever the row says: nobody has chosen it.
    users = apps.get_model("accounts", "User").objects
    german = Q(language="de") | Q(language__startswith="de-")
    users.filter(german).update(language="de")
    users.exclude(language="de").update(language="system")


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_profile"),
    ]

    operations = [
        migrations.RunPython(keep_what_is_spoken, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                choices=[("system", "System"), ("en", "English"), ("de", "German")],
                default="system",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["system", "en", "de"])),
                name="user_language_known",
            ),
        ),
    ]
