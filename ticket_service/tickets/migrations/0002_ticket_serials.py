from django.db import migrations

# Runs with its owner's rights, because the service itself may not create sequences.
# The lock makes the first two callers of a year agree on who creates it.
CREATE = """
CREATE FUNCTION next_ticket_serial(year integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    serial text := format('ticket_serial_%s', year);
BEGIN
    IF to_regclass(serial) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('ticket_serial'));
        EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I', serial);
    END IF;
    RETURN nextval(serial);
END
$$;
"""


class Migration(migrations.Migration):
    """One sequence per year, made when the year's first number is asked for."""

    dependencies = [("tickets", "0001_initial")]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION next_ticket_serial(integer)"),
    ]
