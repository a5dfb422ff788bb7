CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, account_id bigint REFERENCES accounts);
CREATE INDEX orders_account_id ON orders (account_id);
