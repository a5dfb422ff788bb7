SET lock_timeout = '2s';
ALTER DOMAIN country_code ADD CONSTRAINT country_code_length CHECK (length(VALUE) = 2);
