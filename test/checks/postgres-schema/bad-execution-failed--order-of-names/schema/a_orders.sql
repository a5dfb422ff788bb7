CREATE TABLE orders (id bigint PRIMARY KEY, account_id bigint REFERENCES accounts);
