SET lock_timeout = '2s';
ALTER TABLE accounts RENAME COLUMN phone_unused TO phone;
