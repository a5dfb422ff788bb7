SET LOCAL lock_timeout = '2s';
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
