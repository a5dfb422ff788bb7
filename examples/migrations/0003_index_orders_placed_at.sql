-- Look for: without CONCURRENTLY a SHARE lock stops every INSERT, UPDATE and DELETE until the index is built.
SET LOCAL lock_timeout = '3s';
CREATE INDEX orders_placed_at ON orders (placed_at);
