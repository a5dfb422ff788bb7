SET lock_timeout = '2s';
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  note text NOT NULL
);
ALTER TABLE invoices ALTER COLUMN note DROP NOT NULL;
