CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts);
CREATE INDEX orders_account ON orders (account_id);
