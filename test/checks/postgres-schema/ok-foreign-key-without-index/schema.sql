CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE members (
  account_id bigint NOT NULL REFERENCES accounts,
  team text NOT NULL,
  PRIMARY KEY (account_id, team)
);
