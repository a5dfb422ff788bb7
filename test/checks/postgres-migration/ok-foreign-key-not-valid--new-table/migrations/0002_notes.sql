SET LOCAL lock_timeout = '2s';
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
CREATE INDEX notes_order_idx ON notes (order_id);
ALTER TABLE notes ADD COLUMN author_id bigint REFERENCES accounts;
CREATE INDEX notes_author_idx ON notes (author_id);
