CREATE DOMAIN short_text AS text CHECK (length(VALUE) < 80);
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN title short_text DEFAULT 'x';
