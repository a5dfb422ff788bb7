SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
UPDATE accounts SET active = true WHERE id BETWEEN 1 AND 5000;
