-- Runs statement by statement, because CONCURRENTLY is refused in a transaction.
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN paid boolean;
CREATE INDEX CONCURRENTLY orders_paid_idx ON orders (paid);
