CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL, body text);
CREATE INDEX notes_order_id_idx ON notes (order_id);
