CREATE TABLE public.f (
  id bigint PRIMARY KEY
);
