CREATE TABLE public.countries (
  code text PRIMARY KEY
);
