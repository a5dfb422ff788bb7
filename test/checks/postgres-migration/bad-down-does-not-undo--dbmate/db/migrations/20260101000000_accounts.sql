-- migrate:up
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL
);
CREATE SCHEMA billing;

-- migrate:down
DROP TABLE accounts;
