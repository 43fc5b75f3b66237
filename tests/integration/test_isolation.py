"""No service reaches another's rows."""

import psycopg
import pytest

SCHEMAS = ("auth", "workflow", "ticket", "notification", "messaging")
PAIRS = [(own, other) for own in SCHEMAS for other in SCHEMAS if own != other]
MIGRATIONS = "django_migrations"


def connect(world, schema):
    role = f"{schema}_app"
    entry = next(r for r in world.credentials["postgres"] if r["role"] == role)
    at = world.env["postgres"]
    return psycopg.connect(
        host=at["host"],
        port=at["port"],
        dbname=at["database"],
        user=role,
        password=entry["password"],
        autocommit=True,
    )


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_an_app_role_cannot_read_another_schema(world, own, other):
    with connect(world, own) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"SELECT 1 FROM {other}.{MIGRATIONS}")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_an_app_role_changes_rows_but_no_tables(world, schema):
    with connect(world, schema) as connection:
        connection.execute("SELECT count(*) FROM outbox_outboxmessage")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE outbox_outboxmessage")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_an_app_role_has_time_outs(world, schema):
    with connect(world, schema) as connection:
        for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            [value] = connection.execute(f"SHOW {setting}").fetchone()
            assert value != "0"
