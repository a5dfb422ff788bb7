CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE DOMAIN account_key AS bigint;
CREATE TABLE orders (id bigint PRIMARY KEY, account_id account_key NOT NULL REFERENCES accounts);
CREATE INDEX orders_account ON orders (account_id);
