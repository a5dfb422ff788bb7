SET lock_timeout = '5s';
SET statement_timeout = '5min';
SET search_path TO app;
ALTER TABLE accounts ADD COLUMN locale text;
