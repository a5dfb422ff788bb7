CREATE TABLE public.accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL
);

CREATE FUNCTION public.one() RETURNS integer LANGUAGE sql AS $$
  SELECT 1
$$;
