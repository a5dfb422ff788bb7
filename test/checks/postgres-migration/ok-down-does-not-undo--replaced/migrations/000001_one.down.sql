DROP FUNCTION public.one();
