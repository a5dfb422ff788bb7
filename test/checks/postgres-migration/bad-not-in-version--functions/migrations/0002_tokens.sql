SET transaction_timeout = '30s';
CREATE TABLE tokens (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id bigint NOT NULL,
  body jsonb NOT NULL
);
CREATE VIEW token_scopes AS
SELECT t.id, s.scope FROM tokens t, JSON_TABLE(t.body, '$.scopes[*]' COLUMNS (scope text PATH '$')) s;
DO $$
BEGIN
  PERFORM any_value(account_id) FROM tokens;
END $$;
