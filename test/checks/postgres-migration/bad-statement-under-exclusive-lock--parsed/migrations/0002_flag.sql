SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
DELETE FROM orders WHERE id = 5;
