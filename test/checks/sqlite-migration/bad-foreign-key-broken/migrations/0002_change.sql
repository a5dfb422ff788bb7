PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE accounts RENAME TO accounts_old;
CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'new');
INSERT INTO accounts (id, email, status) SELECT id, coalesce(email, ''), status FROM accounts_old;
DROP TABLE accounts_old;
CREATE INDEX accounts_email ON accounts (email);
PRAGMA foreign_key_check;
COMMIT;
