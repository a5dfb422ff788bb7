SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN total_with_tax numeric GENERATED ALWAYS AS (total * 1.2) VIRTUAL;
ALTER TABLE orders ADD CONSTRAINT orders_country_not_null NOT NULL country NOT VALID;
