DROP TABLE public.countries;
