SET lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
DROP TABLE IF EXISTS public.old_accounts, imports;
