SET lock_timeout = '2s';
ALTER DOMAIN email_address SET NOT NULL;
