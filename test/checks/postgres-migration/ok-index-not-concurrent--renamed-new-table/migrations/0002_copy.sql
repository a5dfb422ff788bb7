CREATE TABLE orders_copy (LIKE orders);
ALTER TABLE orders_copy RENAME TO orders_archive;
CREATE INDEX orders_archive_state_idx ON orders_archive (state);
