-- Zero-downtime: a nullable column without a default is catalogue only.
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
