SET lock_timeout = '5s';
SET statement_timeout = '5min';
UPDATE public.accounts SET email = lower(email) WHERE id = 1;
