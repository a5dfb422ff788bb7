CREATE TABLE public.e (
  id bigint PRIMARY KEY
);
