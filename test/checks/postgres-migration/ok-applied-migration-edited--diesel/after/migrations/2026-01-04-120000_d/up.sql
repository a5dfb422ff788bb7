CREATE TABLE public.d (
  id bigint PRIMARY KEY
);
