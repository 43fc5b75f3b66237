"""A state of a calendar never changes: clocks that ran by it rest on it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_change_of_calendar_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A version of a calendar cannot be changed'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER calendar_version_is_immutable BEFORE UPDATE ON calendars_calendarversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_calendar_version();
"""
ALLOW = """
DROP TRIGGER calendar_version_is_immutable ON calendars_calendarversion;
DROP FUNCTION refuse_change_of_calendar_version();
"""


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
