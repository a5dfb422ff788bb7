-- NOT a zero-downtime migration: orders is locked while it is rewritten, run it in the maintenance window.
SET lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN number TYPE bigint;
