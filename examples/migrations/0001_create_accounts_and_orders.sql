-- New tables: nobody uses them yet, so nothing here can make anybody wait.
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL,
  reference varchar(20) NOT NULL,
  status text,
  country text,
  currency text,
  total_cents integer NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX orders_reference ON orders (reference);
