CREATE TABLE IF NOT EXISTS public.accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL
);
