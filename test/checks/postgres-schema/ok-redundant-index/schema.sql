CREATE TABLE orders (id bigint PRIMARY KEY, account_id bigint NOT NULL, placed_at timestamptz NOT NULL, open boolean NOT NULL);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_account_placed ON orders (account_id, placed_at);
CREATE UNIQUE INDEX orders_account_once ON orders (account_id);
CREATE INDEX orders_open ON orders (account_id) WHERE open;
CREATE INDEX orders_account_bits ON orders USING hash (account_id);
