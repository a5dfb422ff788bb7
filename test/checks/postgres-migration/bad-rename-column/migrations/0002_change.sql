SET LOCAL lock_timeout = '2s';
ALTER TABLE orders RENAME COLUMN status TO state;
