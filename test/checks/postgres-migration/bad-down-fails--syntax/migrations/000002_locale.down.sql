ALTER TABLE public.accounts DROP COLUM locale;
