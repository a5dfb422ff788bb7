CREATE INDEX accounts_email ON public.accounts (email);
