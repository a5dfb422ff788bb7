DROP INDEX public.accounts_email;
