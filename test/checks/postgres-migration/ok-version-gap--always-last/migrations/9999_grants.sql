GRANT SELECT ON public.accounts TO PUBLIC;
