BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN paid boolean;
CREATE TABLE invoices (id bigint PRIMARY KEY);
COMMIT;
