SET LOCAL lock_timeout = '2s';
CREATE UNIQUE INDEX accounts_email_key ON accounts (lower(email));
