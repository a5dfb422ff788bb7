CREATE FUNCTION current_tenant() RETURNS text LANGUAGE sql STABLE AS $$ SELECT current_setting('app.tenant', true) $$;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN tenant text DEFAULT current_tenant();
