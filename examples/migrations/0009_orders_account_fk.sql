-- A short lock on both tables; old rows are not read. The index of 0004 serves deletes from accounts.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders
  ADD CONSTRAINT orders_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id) NOT VALID;
