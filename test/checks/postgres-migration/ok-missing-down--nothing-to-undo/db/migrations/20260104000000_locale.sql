-- migrate:up
SET lock_timeout = '5s';
SET statement_timeout = '5min';
ALTER TABLE public.accounts ADD COLUMN locale text;

-- migrate:down
-- The column stays: the release before this one writes to it.
