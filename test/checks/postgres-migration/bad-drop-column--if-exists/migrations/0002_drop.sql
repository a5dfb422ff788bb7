SET LOCAL lock_timeout = '2s';
ALTER TABLE IF EXISTS public.accounts DROP COLUMN IF EXISTS nickname CASCADE;
