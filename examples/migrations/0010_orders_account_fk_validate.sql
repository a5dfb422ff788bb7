-- In its own file: in the transaction of 0009 the rows would be read under the locks of 0009.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders VALIDATE CONSTRAINT orders_account_fk;
