SET lock_timeout = '5s';
SET statement_timeout = '5min';
DROP INDEX public.accounts_email;
ALTER TABLE public.accounts DROP COLUMN locale;
