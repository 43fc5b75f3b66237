from django.db import migrations

# The rows' role may add and read. The trigger stops the owner as well, who migrates.
REFUSE = """
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

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are never changed or removed'
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
ALLOW = """
DROP TRIGGER audit_no_truncate ON audit_auditevent;
DROP TRIGGER audit_append_only ON audit_auditevent;
DROP FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
