from django.db import migrations

from shared.trigrams import trigram_index


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_ticket_serials")]

    operations = [
        trigram_index("ticket_search", "tickets_ticket", ["number", "subject", "description"]),
    ]
