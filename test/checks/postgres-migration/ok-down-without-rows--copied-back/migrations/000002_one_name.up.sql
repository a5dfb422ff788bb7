SET lock_timeout = '5s';
SET statement_timeout = '5min';
UPDATE public.accounts SET email = login WHERE email IS NULL AND id < 1000;
ALTER TABLE public.accounts DROP COLUMN login;
