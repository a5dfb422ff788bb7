SET LOCAL lock_timeout = '2s';
CREATE TABLE members (account_id bigint REFERENCES accounts, order_id bigint REFERENCES orders, PRIMARY KEY (account_id, order_id));
