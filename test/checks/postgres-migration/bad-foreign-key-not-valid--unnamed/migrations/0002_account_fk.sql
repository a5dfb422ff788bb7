SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD FOREIGN KEY (account_id) REFERENCES accounts;
