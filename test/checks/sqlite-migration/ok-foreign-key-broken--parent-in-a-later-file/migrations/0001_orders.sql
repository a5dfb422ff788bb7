PRAGMA user_version = 1;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  total_cents INTEGER NOT NULL
);
CREATE INDEX orders_customer_id ON orders (customer_id);
