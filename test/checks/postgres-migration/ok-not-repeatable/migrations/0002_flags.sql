SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN IF NOT EXISTS paid boolean;
DROP INDEX CONCURRENTLY IF EXISTS orders_paid_idx;
CREATE INDEX CONCURRENTLY orders_paid_idx ON orders (paid);
