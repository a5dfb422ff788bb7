SET lock_timeout = '2s';
ALTER TABLE accounts RENAME COLUMN phone TO phone_unused;
