CREATE TABLE coupons (code text PRIMARY KEY, percent integer);
ALTER TABLE coupons ADD CONSTRAINT percent_range CHECK (percent BETWEEN 0 AND 100);
