PRAGMA user_version = 1;

CREATE TABLE invoices (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL);
INSERT INTO invoices (id, cents) SELECT id, cents FROM legacy_invoices;
