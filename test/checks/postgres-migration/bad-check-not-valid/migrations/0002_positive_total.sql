SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);
