"""Secrets, database, broker, environments, migrations and seeds: the same for every place."""
