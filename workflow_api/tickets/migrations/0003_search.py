from django.db import migrations

from shared.trigrams import trigram_index


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_used_signatures")]

    operations = [
        trigram_index(
            "ticket_search", "tickets_workflowticket", ["subject", "ticket_number", "requester_email"]
        ),
    ]
