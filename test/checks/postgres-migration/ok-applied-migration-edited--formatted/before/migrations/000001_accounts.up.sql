create table public.accounts (id bigint primary key, email text not null);
create function public.one() returns int language sql as $$ select 1 $$;
