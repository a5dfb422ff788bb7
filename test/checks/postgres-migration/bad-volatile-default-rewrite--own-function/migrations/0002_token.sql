CREATE FUNCTION new_token() RETURNS text LANGUAGE sql AS $$ SELECT md5(random()::text) $$;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN token text DEFAULT new_token();
