-- Look for: gen_random_uuid() differs for each row, so the whole table is written anew
-- while nobody can read it. DEFAULT now() would not have done that.
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid();
