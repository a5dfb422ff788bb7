SET lock_timeout = '2s';
DELETE FROM accounts;
ALTER TABLE accounts DROP COLUMN phone;
