-- migrate:up
CREATE TABLE public.accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL
);

-- migrate:down
DROP TABLE public.accounts;
