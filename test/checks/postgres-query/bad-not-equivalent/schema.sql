CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  referred_by bigint REFERENCES customers (id),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX customers_referred_by ON customers (referred_by);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  status text NOT NULL CHECK (status IN ('open', 'paid', 'shipped')),
  total numeric(12, 2) NOT NULL,
  shipped_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_customer_id ON orders (customer_id, created_at);
