DROP TABLE public.d;
