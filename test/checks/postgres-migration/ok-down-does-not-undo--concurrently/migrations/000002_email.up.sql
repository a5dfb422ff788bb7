CREATE INDEX CONCURRENTLY accounts_email ON public.accounts (email);
