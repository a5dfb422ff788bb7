CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT, status TEXT NOT NULL DEFAULT 'new');
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  note TEXT
);
CREATE INDEX accounts_email ON accounts (email);
