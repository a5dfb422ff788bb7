CREATE TABLE customers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,
  phone TEXT,
  postcode TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'active',
  deleted_at TEXT
);
CREATE INDEX customers_email ON customers (email);
