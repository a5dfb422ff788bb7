SET lock_timeout = '2s';
ALTER TABLE public.accounts ADD COLUMN active boolean;
CREATE TEMP TABLE picked (id bigint);
ALTER TABLE picked ADD COLUMN email text;
DROP TABLE picked;
