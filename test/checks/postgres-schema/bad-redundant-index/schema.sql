CREATE TABLE orders (id bigint PRIMARY KEY, account_id bigint NOT NULL, placed_at timestamptz NOT NULL);
CREATE INDEX orders_account ON orders (account_id);
CREATE INDEX orders_account_placed ON orders (account_id, placed_at);
