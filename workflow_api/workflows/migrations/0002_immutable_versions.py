"""A deployed version never changes: running tasks and the audit rest on it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A deployed workflow version cannot be changed or removed'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER version_is_immutable BEFORE UPDATE OR DELETE ON workflows_workflowversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_version();
"""
ALLOW = """
DROP TRIGGER version_is_immutable ON workflows_workflowversion;
DROP FUNCTION refuse_change_of_version();
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
