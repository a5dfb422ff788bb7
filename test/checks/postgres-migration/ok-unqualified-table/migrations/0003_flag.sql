SET lock_timeout = '2s';
SET search_path = public;
ALTER TABLE orders ADD COLUMN active boolean;
