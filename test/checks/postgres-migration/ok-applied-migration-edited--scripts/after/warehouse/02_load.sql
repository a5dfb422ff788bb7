CREATE TABLE public.c (
  id bigint PRIMARY KEY
);
