SET LOCAL lock_timeout = '2s';
ALTER TABLE events ADD COLUMN key uuid DEFAULT gen_random_uuid();
