BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
COMMIT AND CHAIN;
ALTER TABLE orders ADD COLUMN active boolean
