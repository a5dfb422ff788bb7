CREATE INDEX CONCURRENTLY notes_order_idx ON notes (order_id);
