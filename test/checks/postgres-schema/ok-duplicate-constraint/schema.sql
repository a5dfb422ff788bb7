CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  buyer bigint NOT NULL REFERENCES accounts,
  seller bigint NOT NULL REFERENCES accounts,
  CHECK (buyer > 0),
  CHECK (seller > 0)
);
CREATE INDEX orders_buyer ON orders (buyer);
CREATE INDEX orders_seller ON orders (seller);
