PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMPORARY TABLE customers_seq AS SELECT seq FROM sqlite_sequence WHERE name = 'customers';
CREATE TABLE customers_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,
  phone TEXT,
  postcode TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'active',
  deleted_at TEXT
);
INSERT INTO customers_new (id, email, phone, postcode, status, deleted_at)
SELECT id, email, phone, postcode, status, deleted_at FROM customers
WHERE deleted_at IS NULL;
DROP TABLE customers;
ALTER TABLE customers_new RENAME TO customers;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM customers_seq) WHERE name = 'customers';
DROP TABLE customers_seq;
CREATE INDEX customers_email ON customers (email);
COMMIT;
PRAGMA foreign_keys = ON;
