SET LOCAL lock_timeout = '2s';
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), at timestamptz);
CREATE INDEX notes_order_idx ON notes (order_id, at);
