from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

from shared.trigrams import trigram_index

SEARCHED = ["actor_name", "action", "object_id", "reason"]


class Migration(migrations.Migration):
    # What grows for ever is indexed without locking it.
    atomic = False

    dependencies = [("audit", "0002_append_only")]

    operations = [
        trigram_index("audit_search", "audit_auditevent", SEARCHED, concurrently=True),
        AddIndexConcurrently(
            model_name="auditevent",
            index=models.Index(
                name="audit_by_action_begin",
                fields=["action", "-id"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
        ),
        RemoveIndexConcurrently(model_name="auditevent", name="audit_by_action"),
        AddIndexConcurrently(
            model_name="auditevent",
            index=models.Index(
                name="audit_by_correlation",
                fields=["correlation_id", "-id"],
                condition=models.Q(correlation_id__isnull=False),
            ),
        ),
    ]
