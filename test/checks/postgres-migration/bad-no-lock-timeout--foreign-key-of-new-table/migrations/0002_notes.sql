CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
CREATE INDEX notes_order_idx ON notes (order_id);
