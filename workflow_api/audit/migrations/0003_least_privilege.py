from django.db import migrations

# The role of the processes may add and read; the trigger stops whoever could do more.
REVOKE = """
DO $$
DECLARE grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT quote_ident(rolname) FROM pg_class
        CROSS JOIN LATERAL aclexplode(relacl) AS granted
        JOIN pg_roles ON pg_roles.oid = granted.grantee
        WHERE pg_class.oid = 'audit_auditevent'::regclass AND granted.grantee <> relowner
    LOOP
        EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON audit_auditevent FROM ' || grantee;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [migrations.RunSQL(REVOKE, migrations.RunSQL.noop)]
