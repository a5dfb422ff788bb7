SET lock_timeout = '5s';
SET statement_timeout = '5min';
ALTER TABLE public.accounts RENAME TO accounts_old;
ALTER INDEX public.accounts_pkey RENAME TO accounts_old_pkey;
CREATE TABLE public.accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL
) PARTITION BY RANGE (id);
