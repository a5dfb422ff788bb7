SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
UPDATE accounts SET active = true;
ALTER TABLE accounts ALTER COLUMN active SET NOT NULL;
