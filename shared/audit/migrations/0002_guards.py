from django.db import migrations

# Processes may add seals and read them. The trigger stops the owner as well, who migrates.
GUARD = """
DO $$
DECLARE grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT quote_ident(rolname) FROM pg_class
        CROSS JOIN LATERAL aclexplode(relacl) AS granted
        JOIN pg_roles ON pg_roles.oid = granted.grantee
        WHERE pg_class.oid = 'audit_seal'::regclass AND granted.grantee <> relowner
    LOOP
        EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON audit_seal FROM ' || grantee;
    END LOOP;
END $$;

CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();

CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (event) SELECT id FROM added;
    RETURN NULL;
END $$;

CREATE TRIGGER audit_awaits_seal AFTER INSERT ON audit_auditevent
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal();

-- What was written before is sealed as it is now.
INSERT INTO audit_unsealed (event) SELECT id FROM audit_auditevent;

-- Rows live for seconds: dead ones, not live ones, slow this table down.
ALTER TABLE audit_unsealed
    SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
"""
UNGUARD = """
DROP TRIGGER audit_awaits_seal ON audit_auditevent;
DROP FUNCTION audit_await_seal();
DROP TRIGGER audit_seal_no_truncate ON audit_seal;
DROP TRIGGER audit_seal_append_only ON audit_seal;
"""


class Migration(migrations.Migration):
    dependencies = [("seals", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
