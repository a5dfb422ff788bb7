CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('new', 'old');
CREATE TABLE app.accounts (
  id bigserial PRIMARY KEY,
  state app.state NOT NULL DEFAULT 'new'
);
CREATE VIEW app.old_accounts AS SELECT id FROM app.accounts WHERE state = 'old';
