SET lock_timeout = '2s';
CREATE TABLE coupons (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  order_id bigint REFERENCES orders (id)
);
CREATE INDEX CONCURRENTLY coupons_account_id_idx ON coupons (account_id);
CREATE INDEX CONCURRENTLY coupons_order_id_idx ON coupons (order_id);
ALTER TABLE accounts ADD COLUMN coupon_count integer NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN discount numeric(12, 2) NOT NULL DEFAULT 0;
