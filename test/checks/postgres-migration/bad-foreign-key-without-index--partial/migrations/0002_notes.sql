SET LOCAL lock_timeout = '2s';
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), kind text);
CREATE INDEX notes_order_idx ON notes (order_id) WHERE kind = 'open';
