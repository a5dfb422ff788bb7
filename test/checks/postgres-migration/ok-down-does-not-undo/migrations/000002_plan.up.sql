SET lock_timeout = '2s';
CREATE TYPE plan AS ENUM ('free', 'paid');
ALTER TABLE accounts ADD COLUMN plan plan;
CREATE INDEX accounts_plan ON accounts (plan);
