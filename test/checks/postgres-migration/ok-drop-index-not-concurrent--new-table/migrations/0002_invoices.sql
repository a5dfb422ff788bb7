CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL
);
CREATE INDEX invoices_number_idx ON invoices (number);
DROP INDEX invoices_number_idx;
