-- migrate:up
SET lock_timeout = '5s';
SET statement_timeout = '5min';
CREATE TABLE public.emails (
  id bigint PRIMARY KEY
);

-- migrate:down
DROP TABLE public.emails;
