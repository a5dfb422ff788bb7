SET lock_timeout = '5s';
SET statement_timeout = '5min';
INSERT INTO public.countries (code) VALUES ('de'), ('fr');
