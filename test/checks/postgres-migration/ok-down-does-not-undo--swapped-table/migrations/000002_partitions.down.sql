SET lock_timeout = '5s';
SET statement_timeout = '5min';
DROP TABLE public.accounts;
ALTER TABLE public.accounts_old RENAME TO accounts;
ALTER INDEX public.accounts_old_pkey RENAME TO accounts_pkey;
