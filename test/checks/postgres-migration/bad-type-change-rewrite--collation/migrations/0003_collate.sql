SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN state TYPE text COLLATE "C";
