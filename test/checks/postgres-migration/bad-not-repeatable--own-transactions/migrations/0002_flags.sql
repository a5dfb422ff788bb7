BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TABLE invoices (id bigint PRIMARY KEY);
COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN paid boolean;
COMMIT;
