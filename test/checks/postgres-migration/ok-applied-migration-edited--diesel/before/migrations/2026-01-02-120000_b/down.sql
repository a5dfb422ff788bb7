DROP TABLE public.b;
