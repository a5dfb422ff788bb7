SET LOCAL lock_timeout = '2s';
CREATE INDEX orders_customer_id ON orders (customer_id);
