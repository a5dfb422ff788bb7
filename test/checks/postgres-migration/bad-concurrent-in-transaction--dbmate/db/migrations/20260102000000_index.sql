-- migrate:up
CREATE INDEX CONCURRENTLY orders_customer_id ON orders (customer_id);

-- migrate:down
DROP INDEX orders_customer_id;
