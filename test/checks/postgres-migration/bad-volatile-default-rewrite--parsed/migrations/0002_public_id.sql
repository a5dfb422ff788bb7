SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN public_id uuid NOT NULL DEFAULT uuidv7(), ADD COLUMN sort_key bigserial;
