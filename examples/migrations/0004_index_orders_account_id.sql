-- The same the right way: alone in its file, outside a transaction, writes go on.
CREATE INDEX CONCURRENTLY orders_account_id ON orders (account_id);
