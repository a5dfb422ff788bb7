SET lock_timeout = '2s';
-- No table has a column of it.
ALTER DOMAIN country_code ADD CONSTRAINT country_code_length CHECK (length(VALUE) = 2);
