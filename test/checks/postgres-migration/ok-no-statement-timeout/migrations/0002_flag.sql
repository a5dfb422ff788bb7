SET lock_timeout = '2s';
SET statement_timeout = '30s';
ALTER TABLE accounts ADD COLUMN active boolean;
