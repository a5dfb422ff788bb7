SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN owner_id bigint NOT NULL DEFAULT 1 REFERENCES accounts (id);
